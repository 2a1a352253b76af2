package dev.forebay.sqs;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds messages of quiet tenants however deep they lie. The LANE table orders a standard queue's grouped messages by
 * group, so that a noisy group of millions is passed over with one seek. Reads the store: not for use under a lock.
 */
final class LaneSearch {
    private static final int MAX_FOUND = 500;
    private static final int MAX_PER_GROUP = 10;
    private static final int MAX_GROUPS = 5_000;

    private final Store store;
    private final int partition;
    private final long incarnation;
    private final Sought sought;
    private final List<Entry> entries = new ArrayList<>();
    private boolean complete = true;

    private LaneSearch(Store store, int partition, long incarnation, Sought sought) {
        this.store = store;
        this.partition = partition;
        this.incarnation = incarnation;
        this.sought = sought;
    }

    /** The place of a group in the table: FNV-1a, 63 bits. Spelled out because stored keys depend on it. */
    static long lane(String group) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < group.length(); i++) {
            hash = (hash ^ group.charAt(i)) * 0x100000001b3L;
        }
        return hash & Long.MAX_VALUE;
    }

    /** Searches the lanes of a queue. */
    static Found search(Store store, int partition, long incarnation, Sought sought) {
        return new LaneSearch(store, partition, incarnation, sought).run();
    }

    private Found run() {
        long lane = sought.from();
        for (int groups = 0; groups < MAX_GROUPS && entries.size() < MAX_FOUND; groups++) {
            long at = nextLane(lane);
            if (at < 0) {
                return new Found(entries, 0, complete);
            }
            if (!sought.except().contains(at)) {
                collect(at);
            }
            lane = at + 1;
        }
        return new Found(entries, lane, false);
    }

    /** The first lane at or after one that holds anything, passing over the noisy; -1 for none. */
    private long nextLane(long from) {
        long lane = from;
        while (sought.except().contains(lane)) {
            lane++;
        }
        try (Scan scan = store.scan(key(lane), Keys.of(partition, Tables.LANE, incarnation + 1))) {
            return scan.next() ? Keys.sequence(scan.key()) : -1;
        }
    }

    private void collect(long lane) {
        int found = 0;
        try (Scan scan = store.scan(Keys.of(partition, Tables.LANE, incarnation, lane, sought.beyond()), key(lane + 1))) {
            while (scan.next()) {
                long sequence = Keys.minor(scan.key());
                if (sequence >= sought.before()) {
                    return;
                }
                if (sought.known().contains(sequence)) {
                    continue;
                }
                if (found++ == MAX_PER_GROUP) {
                    complete = false;
                    return;
                }
                add(sequence);
            }
        }
    }

    private void add(long sequence) {
        store.get(Keys.of(partition, Tables.MESSAGE, incarnation, sequence)).ifPresent(bytes -> {
            Entry entry = Entry.of(sequence, bytes);
            entry.bytes = null;
            if (entry.dueAt == 0) {
                entries.add(entry);
            }
        });
    }

    private byte[] key(long lane) {
        return Keys.of(partition, Tables.LANE, incarnation, lane);
    }

    /**
     * What to look for.
     *
     * @param from   the lane to begin with
     * @param beyond only messages with this sequence or a higher one
     * @param before only messages with a lower sequence than this
     * @param except the lanes of the noisy
     * @param known  sequences that need not be found again
     */
    record Sought(long from, long beyond, long before, Set<Long> except, Set<Long> known) {
        Sought knowing(Set<Long> sequences) {
            return new Sought(from, beyond, before, except, sequences);
        }
    }

    /**
     * What was found.
     *
     * @param entries  the messages, without their bytes
     * @param next     the lane to go on with
     * @param complete whether the last lane was reached and nothing left out
     */
    record Found(List<Entry> entries, long next, boolean complete) {}
}
