package dev.forebay.sqs;

import dev.forebay.sqs.FairShare.Tenant;
import dev.forebay.sqs.LaneSearch.Found;
import dev.forebay.sqs.LaneSearch.Sought;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The order of a standard queue: what has become visible again first, then the oldest. Where tenants are noisy, those
 * who are not come before them however deep their messages lie, and among the noisy the one with fewest in flight.
 *
 * <p>The messages of the noisy that stand before others' are held aside with their tenant. Where the backlog is deeper
 * than may be held, the lanes are searched for messages of the quiet; what is found, or sent by the quiet from then on,
 * is served ahead of its place in the backlog.
 */
final class StandardOrder implements Order {
    /** Unread messages out of the backlog's order that are kept in memory, per queue: held, and ahead. */
    private static final int MAX_HELD = 10_000;

    private static final int MAX_AHEAD = 10_000;

    private final Backlog backlog;
    private final Cache cache;
    private final FairShare fair = new FairShare();
    private final ArrayDeque<Entry> returned = new ArrayDeque<>(2);
    /** Tenants that have messages held. */
    private final Set<Tenant> holders = new LinkedHashSet<>();
    /** Every unread message that is held. */
    private final TreeMap<Long, Entry> held = new TreeMap<>();
    private final TreeMap<Long, Entry> ahead = new TreeMap<>();
    /** The lane with which the next search begins. */
    private long lane;
    /** Whether every message of a quiet tenant is in memory. */
    private boolean lanesKnown;
    /** Whether a tenant has become quiet since the last search began, which passed over its messages. */
    private boolean calmed;

    StandardOrder(Backlog backlog, Cache cache) {
        this.backlog = backlog;
        this.cache = cache;
    }

    @Override
    public void sent(Entry entry) {
        if (!entry.group.isEmpty()) {
            fair.sent(entry.group, entry.sentAt);
        }
        if (!fair.hasNoisy() || seesAll() || fair.isNoisy(entry.group)) {
            backlog.append(entry);
        } else if (ahead.size() < MAX_AHEAD) {
            backlog.skip(entry.sequence);
            cache.drop(entry);
            ahead.put(entry.sequence, entry);
        } else {
            lanesKnown = false;
            backlog.append(entry);
        }
    }

    @Override
    public void begin(long now) {
        if (fair.hasNoisy()) {
            boolean drained = returned.isEmpty() && holders.isEmpty() && ahead.isEmpty() && backlog.isEmpty();
            if (fair.calm(now, drained)) {
                lanesKnown = false;
                calmed = true;
            }
        }
    }

    /** Whether reading on would find every message of a quiet tenant before too many of the noisy are held. */
    private boolean seesAll() {
        return backlog.isLoaded() && held.size() + backlog.size() <= MAX_HELD;
    }

    @Override
    public Entry next() {
        Entry entry = nextReturned();
        if (entry == null) {
            entry = nextHeld(false);
        }
        if (entry == null) {
            entry = nextAhead();
        }
        if (entry == null) {
            entry = fair.hasNoisy() ? nextQuiet() : nextOfBacklog();
        }
        return entry != null || holders.isEmpty() ? entry : nextHeld(true);
    }

    private Entry nextReturned() {
        for (Entry entry; (entry = returned.pollFirst()) != null; ) {
            if (entry.place == Entry.Place.RETURNED) {
                if (!fair.isNoisy(entry.group)) {
                    return entry;
                }
                hold(entry);
            }
        }
        return null;
    }

    private Entry nextAhead() {
        var first = ahead.pollFirstEntry();
        return first == null ? null : first.getValue();
    }

    private Entry nextQuiet() {
        for (Entry entry; (entry = backlog.peek()) != null; ) {
            if (!fair.isNoisy(entry.group)) {
                return backlog.poll();
            }
            if (held.size() >= MAX_HELD) {
                return holders.isEmpty() ? backlog.poll() : null;
            }
            hold(backlog.poll());
            held.put(entry.sequence, entry);
        }
        return null;
    }

    private Entry nextOfBacklog() {
        return backlog.peek() == null ? null : backlog.poll();
    }

    private void hold(Entry entry) {
        Tenant tenant = fair.tenant(entry.group);
        tenant.held.addLast(entry);
        holders.add(tenant);
        cache.drop(entry);
    }

    /** The first held message of the noisy, or not noisy, tenant that has fewest in flight. */
    private Entry nextHeld(boolean noisy) {
        while (!holders.isEmpty()) {
            Tenant least = null;
            for (Tenant tenant : holders) {
                if (tenant.noisy == noisy && (least == null || tenant.inFlight < least.inFlight)) {
                    least = tenant;
                }
            }
            if (least == null) {
                return null;
            }
            Entry entry = least.held.pollFirst();
            if (least.held.isEmpty()) {
                holders.remove(least);
            }
            if (entry.place != Entry.Place.GONE) {
                held.remove(entry.sequence);
                return entry;
            }
        }
        return null;
    }

    @Override
    public void taken(Entry entry, long now) {
        if (!fair.taken(entry, now)) {
            return;
        }
        ahead.values().removeIf(waiting -> waiting.group.equals(entry.group) && setAside(waiting));
    }

    /** A message that was to be served ahead turns out to be a noisy tenant's. */
    private boolean setAside(Entry entry) {
        hold(entry);
        held.put(entry.sequence, entry);
        return true;
    }

    @Override
    public void end() {}

    @Override
    public void returned(Entry entry) {
        entry.place = Entry.Place.RETURNED;
        returned.addLast(entry);
    }

    @Override
    public void left(Entry entry, long now) {
        fair.left(entry, now);
    }

    @Override
    public void withdrawn(Entry entry) {
        entry.place = Entry.Place.GONE;
    }

    @Override
    public Entry withdrawUnread(long sequence) {
        Entry entry = held.remove(sequence);
        if (entry == null) {
            entry = ahead.remove(sequence);
        }
        if (entry != null) {
            entry.place = Entry.Place.GONE;
        }
        return entry;
    }

    @Override
    public boolean isAhead(long sequence) {
        return ahead.containsKey(sequence) || held.containsKey(sequence);
    }

    @Override
    public int unread() {
        return held.size() + ahead.size();
    }

    @Override
    public long cursor() {
        long cursor = backlog.cursor();
        if (!held.isEmpty()) {
            cursor = Math.min(cursor, held.firstKey());
        }
        return ahead.isEmpty() ? cursor : Math.min(cursor, ahead.firstKey());
    }

    @Override
    public boolean wantsBacklog() {
        return backlog.isDry() && held.size() < MAX_HELD;
    }

    @Override
    public Optional<Sought> wantsLanes() {
        if (!fair.hasNoisy() || lanesKnown || !ahead.isEmpty() || seesAll()) {
            return Optional.empty();
        }
        calmed = false;
        Set<Long> except = fair.noisy().stream().map(tenant -> LaneSearch.lane(tenant.group)).collect(Collectors.toSet());
        return Optional.of(new Sought(lane, backlog.cursor(), backlog.tail(), except, Set.of()));
    }

    @Override
    public void found(Found found) {
        for (Entry entry : found.entries()) {
            if (backlog.mayHold(entry.sequence) && !isAhead(entry.sequence) && !fair.isNoisy(entry.group)) {
                backlog.remove(entry.sequence);
                ahead.put(entry.sequence, entry);
            }
        }
        lanesKnown = found.complete() && lane == 0 && !calmed;
        lane = found.next();
    }

    @Override
    public boolean hasNext(long now) {
        return !returned.isEmpty() || !holders.isEmpty() || !ahead.isEmpty() || backlog.peek() != null || backlog.isDry();
    }

    @Override
    public long nextAt(long now) {
        return Long.MAX_VALUE;
    }

    @Override
    public void clear() {
        fair.clear();
        returned.clear();
        holders.clear();
        held.clear();
        ahead.clear();
        lanesKnown = false;
    }
}
