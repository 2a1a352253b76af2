package dev.forebay.sqs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The unread messages of a queue in the order of their sequence. The first of them are in memory, the rest only in the
 * store, from where they are loaded piece by piece:
 *
 * <pre>
 *        cursor                loadedTo               tail
 *   ───────┼──── in memory ───────┼──── in the store ────┼──▶
 * </pre>
 *
 * A live queue has {@code loadedTo == tail}: what is sent goes straight into memory. Once the cache is full, what is
 * sent goes only to the store until loading has caught up; what is sent while the last piece is being read is kept
 * aside, so that catching up ends even under load.
 *
 * <p>Delayed messages and those served out of order are not part of the backlog: loading leaves them out.
 */
final class Backlog {
    /** What is sent while a piece is read and kept aside for its end. */
    private static final int MAX_ARRIVALS = 10_000;

    private final Cache cache;
    private final ArrayDeque<Entry> loaded = new ArrayDeque<>(2);
    /** Messages in memory that have left the queue. */
    private final Set<Long> removed = new HashSet<>();
    private long loadedTo;
    private long tail;
    private boolean loading;
    private List<Entry> arrivals = new ArrayList<>(0);
    private boolean arrivalsComplete;

    Backlog(Cache cache, long cursor, long tail) {
        this.cache = cache;
        this.loadedTo = cursor;
        this.tail = tail;
    }

    /** The sequence that the next message gets. */
    long tail() {
        return tail;
    }

    /** The oldest unread sequence. */
    long cursor() {
        return loaded.isEmpty() ? loadedTo : loaded.peekFirst().sequence;
    }

    /** Where memory ends and only the store knows more. */
    long loadedTo() {
        return loadedTo;
    }

    /** Takes a newly sent message, whose sequence is {@link #tail}. */
    void append(Entry entry) {
        boolean contiguous = loadedTo == tail;
        tail = entry.sequence + 1;
        if (contiguous && cache.hold(entry)) {
            loaded.addLast(entry);
            loadedTo = tail;
        } else if (loading && arrivals.size() < MAX_ARRIVALS && cache.hold(entry)) {
            arrivals.add(entry);
        } else {
            arrivalsComplete = false;
        }
    }

    /** Uses up a sequence for a message that is none of the backlog. */
    void skip(long sequence) {
        if (loadedTo == tail) {
            loadedTo = sequence + 1;
        }
        tail = sequence + 1;
    }

    /** The next unread message in memory, without taking it; null when there is none. */
    Entry peek() {
        while (!loaded.isEmpty() && !removed.isEmpty() && removed.remove(loaded.peekFirst().sequence)) {
            Entry gone = loaded.pollFirst();
            gone.place = Entry.Place.GONE;
            cache.drop(gone);
        }
        return loaded.peekFirst();
    }

    /** Takes what {@link #peek} showed. Its bytes still count in the cache. */
    Entry poll() {
        return loaded.pollFirst();
    }

    /** Whether there is more in the store and little left in memory. */
    boolean isLow() {
        return !loading && loadedTo < tail && loaded.size() < Piece.LOW;
    }

    /** Whether nothing unread is in memory though the store has more. */
    boolean isDry() {
        return loaded.isEmpty() && loadedTo < tail;
    }

    boolean isEmpty() {
        return peek() == null && loadedTo == tail;
    }

    /** How many messages are in memory. */
    int size() {
        return loaded.size();
    }

    /** Whether all of it is in memory. */
    boolean isLoaded() {
        return loadedTo == tail;
    }

    /** Begins to load a piece, from {@code floor} on where nothing older is left. One piece at a time. */
    Piece beginLoading(long floor) {
        loading = true;
        if (loaded.isEmpty()) {
            loadedTo = Math.clamp(floor, loadedTo, tail);
        }
        arrivals = new ArrayList<>();
        arrivalsComplete = true;
        return new Piece(loadedTo, tail);
    }

    /**
     * Takes a piece that was read. {@code entries} are those of its messages that belong to the backlog, and {@code end}
     * is where reading stopped: the piece's own end, or before it when the piece was large.
     */
    void loaded(Piece piece, List<Entry> entries, long end) {
        loading = false;
        for (Entry entry : entries) {
            if (entry.sequence >= loadedTo) {
                cache.holdAnyway(entry);
                loaded.addLast(entry);
            }
        }
        loadedTo = Math.max(loadedTo, end);
        if (end == piece.to() && arrivalsComplete) {
            arrivals.stream().filter(entry -> entry.sequence >= loadedTo).forEach(loaded::addLast);
            loadedTo = tail;
        } else {
            arrivals.forEach(cache::drop);
        }
        arrivals = new ArrayList<>(0);
    }

    /** Whether an unread message may still be here, as far as memory can tell. */
    boolean mayHold(long sequence) {
        return sequence >= cursor() && sequence < tail && !removed.contains(sequence);
    }

    /** Leaves out a message that memory has. What only the store has is for the caller to remove there. */
    void remove(long sequence) {
        if (sequence >= cursor() && sequence < loadedTo) {
            removed.add(sequence);
            peek();
        }
    }

    /** Lets go of what is in memory; the store still has it. Returns false when that is not possible now. */
    boolean forget() {
        if (loading || loaded.isEmpty()) {
            return false;
        }
        loadedTo = cursor();
        loaded.forEach(cache::drop);
        loaded.clear();
        // Whoever removed them knows why they are not to be read again.
        removed.clear();
        return true;
    }

    /** Everything is gone. */
    void clear() {
        forgetBytes(loaded);
        forgetBytes(arrivals);
        loaded.clear();
        arrivals.clear();
        removed.clear();
        loadedTo = tail;
        arrivalsComplete = false;
    }

    private void forgetBytes(Iterable<Entry> entries) {
        for (Entry entry : entries) {
            entry.place = Entry.Place.GONE;
            cache.drop(entry);
        }
    }

    /** A part of the backlog to be read from the store: {@code from <= sequence < to}. */
    record Piece(long from, long to) {
        /** Read at most so many messages at once … */
        static final int MAX_MESSAGES = 1_000;
        /** … and so many bytes. */
        static final int MAX_BYTES = 2 << 20;
        /** … which are these when the cache is tight, for thousands of queues may be read at once. */
        static final int FEW_BYTES = 64 << 10;
        /** Read on before fewer than this are left. */
        static final int LOW = 250;
    }
}
