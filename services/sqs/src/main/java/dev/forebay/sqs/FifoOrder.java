package dev.forebay.sqs;

import dev.forebay.sqs.LaneSearch.Found;
import dev.forebay.sqs.LaneSearch.Sought;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntSupplier;

/**
 * The order of a FIFO queue: each message group in the order of its sequence, and nothing of a group while any of it is
 * in flight. One receive may take several messages of one group, then goes on to others.
 *
 * <p>AWS: only the first 120,000 messages of the backlog are searched for groups that may be served.
 */
final class FifoOrder implements Order {
    /** Messages kept in memory as look-ahead; their bodies stay in the store unless the cache has room. */
    static final int LOOK_AHEAD = 120_000;

    /** Messages that one receive takes over from the backlog when there is already something to serve. */
    private static final int AT_ONCE = 100;

    private final Backlog backlog;
    private final Cache cache;
    private final IntSupplier delaySeconds;
    private final Map<String, Group> groups = new HashMap<>();
    /** Groups that may be served, in the order in which they came to be so; some of them no longer. */
    private final ArrayDeque<Group> open = new ArrayDeque<>();
    /** Every unread message that was taken from the backlog. */
    private final TreeMap<Long, Entry> read = new TreeMap<>();
    /** Groups that this receive has taken from. */
    private final List<Group> touched = new ArrayList<>(2);
    private Group current;

    /** {@code delaySeconds} is the queue's delay as of now. AWS: on FIFO queues a new delay holds for old messages too. */
    FifoOrder(Backlog backlog, Cache cache, IntSupplier delaySeconds) {
        this.backlog = backlog;
        this.cache = cache;
        this.delaySeconds = delaySeconds;
    }

    @Override
    public void sent(Entry entry) {
        backlog.append(entry);
    }

    @Override
    public void begin(long now) {
        long dueIfSentBefore = now - delaySeconds.getAsInt() * 1000L;
        int count = 0;
        for (Entry entry; read.size() < LOOK_AHEAD && (entry = backlog.peek()) != null && entry.sentAt <= dueIfSentBefore; ) {
            if (++count > AT_ONCE && !open.isEmpty()) {
                return;
            }
            backlog.poll();
            read.put(entry.sequence, entry);
            Group group = group(entry.group);
            group.unread.addLast(entry);
            if (read.size() > Backlog.Piece.MAX_MESSAGES) {
                cache.drop(entry);
            }
            group.openIfFree();
        }
    }

    @Override
    public Entry next() {
        for (;;) {
            if (current == null) {
                current = open.pollFirst();
                if (current == null) {
                    return null;
                }
                current.isOpen = false;
                touched.add(current);
            }
            Entry entry = current.poll();
            if (entry != null) {
                read.remove(entry.sequence);
                return entry;
            }
            current = null;
        }
    }

    @Override
    public void taken(Entry entry, long time) {
        Group group = group(entry.group);
        group.inFlight++;
        if (group.isOpen) {
            // A restart finds what came back before what is in flight.
            group.isOpen = false;
            open.remove(group);
        }
    }

    @Override
    public void end() {
        current = null;
        touched.forEach(Group::openIfFree);
        touched.forEach(this::forgetIfIdle);
        touched.clear();
    }

    @Override
    public void returned(Entry entry) {
        entry.place = Entry.Place.RETURNED;
        Group group = group(entry.group);
        group.returned.add(entry);
        group.openIfFree();
    }

    @Override
    public void left(Entry entry, long time) {
        Group group = group(entry.group);
        group.inFlight--;
        group.openIfFree();
        forgetIfIdle(group);
    }

    @Override
    public void withdrawn(Entry entry) {
        entry.place = Entry.Place.GONE;
        Group group = group(entry.group);
        group.returned.remove(entry);
        forgetIfIdle(group);
    }

    @Override
    public Entry withdrawUnread(long sequence) {
        Entry entry = read.remove(sequence);
        if (entry != null) {
            entry.place = Entry.Place.GONE;
        }
        return entry;
    }

    @Override
    public boolean isAhead(long sequence) {
        return read.containsKey(sequence);
    }

    @Override
    public int unread() {
        return read.size();
    }

    @Override
    public long cursor() {
        return read.isEmpty() ? backlog.cursor() : read.firstKey();
    }

    @Override
    public boolean wantsBacklog() {
        return backlog.isDry() && read.size() < LOOK_AHEAD;
    }

    @Override
    public Optional<Sought> wantsLanes() {
        return Optional.empty();
    }

    @Override
    public void found(Found found) {
        throw new IllegalStateException("a FIFO queue has no lanes");
    }

    @Override
    public boolean hasNext(long time) {
        return !open.isEmpty() || read.size() < LOOK_AHEAD && nextAt(time) == Long.MAX_VALUE && !backlog.isEmpty();
    }

    @Override
    public long nextAt(long time) {
        Entry entry = backlog.peek();
        long dueAt = entry == null ? 0 : entry.sentAt + delaySeconds.getAsInt() * 1000L;
        return dueAt > time ? dueAt : Long.MAX_VALUE;
    }

    @Override
    public void clear() {
        groups.clear();
        open.clear();
        read.values().forEach(entry -> {
            entry.place = Entry.Place.GONE;
            cache.drop(entry);
        });
        read.clear();
        touched.clear();
        current = null;
    }

    private Group group(String name) {
        return groups.computeIfAbsent(name, Group::new);
    }

    private void forgetIfIdle(Group group) {
        if (group.inFlight == 0 && !group.isOpen && group.isEmpty()) {
            groups.remove(group.name, group);
        }
    }

    /** The messages of one group that are in memory. */
    private final class Group {
        private static final Comparator<Entry> BY_SEQUENCE = Comparator.comparingLong(entry -> entry.sequence);

        final String name;
        final ArrayDeque<Entry> unread = new ArrayDeque<>(2);
        /** Received before and visible again: these come first, for they are older than all unread ones. */
        final TreeSet<Entry> returned = new TreeSet<>(BY_SEQUENCE);

        int inFlight;
        boolean isOpen;

        Group(String name) {
            this.name = name;
        }

        boolean isEmpty() {
            while (!unread.isEmpty() && unread.peekFirst().place == Entry.Place.GONE) {
                unread.pollFirst();
            }
            return returned.isEmpty() && unread.isEmpty();
        }

        /** The older of the first returned and the first unread. A restart may leave one unread that is older. */
        Entry poll() {
            if (isEmpty()) {
                return null;
            }
            if (returned.isEmpty()) {
                return unread.pollFirst();
            }
            boolean unreadFirst = !unread.isEmpty() && unread.peekFirst().sequence < returned.first().sequence;
            return unreadFirst ? unread.pollFirst() : returned.pollFirst();
        }

        void openIfFree() {
            if (inFlight == 0 && !isOpen && this != current && !isEmpty()) {
                isOpen = true;
                open.addLast(this);
            }
        }
    }
}
