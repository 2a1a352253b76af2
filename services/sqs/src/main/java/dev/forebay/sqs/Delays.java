package dev.forebay.sqs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The delayed messages of a standard queue, by the time at which they are due. The earliest are in memory; those from
 * the horizon on are only in the store's DELAY table, in the same order, and are loaded when memory has run out.
 */
final class Delays {
    /** Delayed messages kept in memory, per queue. */
    static final int IN_MEMORY = 10_000;

    private static final Comparator<Entry> BY_TIME = (a, b) ->
            a.dueAt != b.dueAt ? Long.compare(a.dueAt, b.dueAt) : Long.compare(a.sequence, b.sequence);

    private final TreeSet<Entry> earliest = new TreeSet<>(BY_TIME);
    private long total;
    private Horizon horizon;
    private boolean loading;
    private final List<Entry> cameWhileLoading = new ArrayList<>(0);
    private final List<Entry> leftWhileLoading = new ArrayList<>(0);

    /** Begins with so many delayed messages in the store and none in memory. */
    Delays(long stored) {
        total = stored;
        horizon = stored == 0 ? Horizon.NONE : Horizon.START;
    }

    /** How many messages were delayed and not yet released. */
    long total() {
        return total;
    }

    void add(Entry entry) {
        total++;
        if (!horizon.isAfter(entry)) {
            if (loading) {
                cameWhileLoading.add(entry);
            }
            return;
        }
        earliest.add(entry);
        if (earliest.size() > IN_MEMORY) {
            horizon = Horizon.at(earliest.pollLast());
        }
    }

    /** Releases the next message that is due; null when none in memory is. */
    Entry pollDue(long now) {
        if (earliest.isEmpty() || earliest.first().dueAt > now) {
            return null;
        }
        total--;
        return earliest.pollFirst();
    }

    /** Every message before this is in memory. */
    Horizon horizon() {
        return horizon;
    }

    /** When the next message is due; {@code Long.MAX_VALUE} for never. */
    long nextAt() {
        return earliest.isEmpty() ? horizon.dueAt : earliest.first().dueAt;
    }

    /** Whether messages beyond the horizon may be due, so that {@link #total} counts some that are. */
    boolean isVague(long now) {
        return horizon.dueAt <= now;
    }

    /** Whether due messages may have to be loaded before any can be released. */
    boolean needsLoading(long now) {
        return isVague(now) && earliest.isEmpty() && !loading;
    }

    /** Takes out a message that left the queue, whether it is in memory or not. */
    void remove(Entry entry) {
        total--;
        earliest.remove(entry);
        if (loading) {
            leftWhileLoading.add(entry);
        }
    }

    /** Begins to load what is due first from the returned horizon on. One piece at a time. */
    Horizon beginLoading() {
        loading = true;
        return horizon;
    }

    /**
     * Takes what was read from {@code from} on, in order: {@code read} all of it, {@code waiting} what is still delayed.
     * {@code complete} when the store has no more.
     */
    void loaded(Horizon from, List<Entry> waiting, List<Entry> read, boolean complete) {
        if (loading && horizon.equals(from) && (complete || !read.isEmpty())) {
            horizon = complete ? Horizon.NONE : Horizon.after(read.getLast());
            cameWhileLoading.stream().filter(horizon::isAfter).forEach(earliest::add);
            earliest.addAll(waiting);
            leftWhileLoading.forEach(earliest::remove);
        }
        endLoading();
    }

    private void endLoading() {
        loading = false;
        cameWhileLoading.clear();
        leftWhileLoading.clear();
    }

    void clear() {
        endLoading();
        earliest.clear();
        total = 0;
        horizon = Horizon.NONE;
    }

    /** A place in the order of due times: every message before it is in memory. */
    record Horizon(long dueAt, long sequence) {
        static final Horizon START = new Horizon(0, 0);
        /** Nothing lies beyond. */
        static final Horizon NONE = new Horizon(Long.MAX_VALUE, Long.MAX_VALUE);

        static Horizon at(Entry entry) {
            return new Horizon(entry.dueAt, entry.sequence);
        }

        static Horizon after(Entry entry) {
            return new Horizon(entry.dueAt, entry.sequence + 1);
        }

        boolean isAfter(Entry entry) {
            return entry.dueAt < dueAt || entry.dueAt == dueAt && entry.sequence < sequence;
        }
    }
}
