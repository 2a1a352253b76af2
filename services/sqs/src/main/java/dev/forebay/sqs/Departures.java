package dev.forebay.sqs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * The messages of one queue that are on their way to another one, and which of them is about to arrive there. Until one crosses it is
 * here: whoever deletes it keeps it from arriving. Used under the partition's lock.
 */
final class Departures {

    /** Whether a message may go on to where it was sent. */
    enum Leave {
        /** It was deleted, or purged, and must not arrive. */
        GONE,
        /** An older message of its group is still here, and arrives first: its turn comes later. */
        BEHIND_ANOTHER,
        GRANTED
    }

    private final boolean fifo;
    private final Map<Long, Entry> underWay = new HashMap<>(0);
    /** The sequences of each group, of a FIFO queue. */
    private final Map<String, TreeSet<Long>> groups = new HashMap<>(0);
    /** Those that cross, until whether they arrived is decided and durable. */
    private final Map<Long, CompletableFuture<Void>> crossings = new HashMap<>(0);

    /** Those that found an older one of their group before them, and what to do once it is their turn. */
    private final Map<Long, Runnable> behind = new HashMap<>(0);

    Departures(boolean fifo) {
        this.fifo = fifo;
    }

    void add(Entry entry) {
        entry.place = Entry.Place.MOVING;
        underWay.put(entry.sequence, entry);
        if (fifo) {
            groups.computeIfAbsent(entry.group, none -> new TreeSet<>()).add(entry.sequence);
        }
    }

    /**
     * Lets a message cross, if it may.
     *
     * @param landed is completed once it has, or has not
     * @param turn   what {@link #turn} returns once a message that is behind another may try again
     */
    Leave leave(long sequence, CompletableFuture<Void> landed, Runnable turn) {
        Entry entry = underWay.get(sequence);
        if (entry == null) {
            return Leave.GONE;
        }
        if (fifo && groups.get(entry.group).first() != sequence) {
            behind.put(sequence, turn);
            return Leave.BEHIND_ANOTHER;
        }
        crossings.put(sequence, landed);
        return Leave.GRANTED;
    }

    /** Where a message is that crossed, or was to, is known: here, elsewhere, or deleted. */
    void landed(long sequence) {
        crossings.remove(sequence);
    }

    List<CompletableFuture<Void>> crossings() {
        return List.copyOf(crossings.values());
    }

    /** What to wait for before one may say what has become of a message; empty when it does not cross. */
    Optional<CompletableFuture<Void>> crossing(long sequence) {
        return Optional.ofNullable(crossings.get(sequence));
    }

    /** The message is here no more, or is not on its way any longer. Returns what was known of it, if it was still here. */
    Optional<Entry> remove(long sequence) {
        Entry entry = underWay.remove(sequence);
        behind.remove(sequence);
        if (entry != null && fifo) {
            TreeSet<Long> group = groups.get(entry.group);
            group.remove(sequence);
            if (group.isEmpty()) {
                groups.remove(entry.group);
            }
        }
        return Optional.ofNullable(entry);
    }

    /** What the group of a message that was removed waited for, if anything did: to be done once. */
    Optional<Runnable> turn(Entry removed) {
        TreeSet<Long> group = groups.get(removed.group);
        return group == null ? Optional.empty() : Optional.ofNullable(behind.remove(group.first()));
    }

    int size() {
        return underWay.size();
    }

    void clear() {
        underWay.clear();
        groups.clear();
        crossings.clear();
        behind.clear();
    }
}
