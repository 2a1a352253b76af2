package dev.forebay.cloudtrail;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.store.Scan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The events of one kind in one place, numbered from 1 without gaps, in the order of time. What is in memory is decided under the
 * partition's lock; readers read the store, and so meet durable events only.
 */
final class Series {

    private final Partition partition;
    private final byte table;
    private final long place;

    /** The newest number given; under the partition's lock, and read by anybody. */
    private volatile long newest;

    private long newestMillis;

    /** Bytes of rows that were added since somebody last asked. */
    private long fresh;

    private Series(Partition partition, byte table, long place, long newest, long newestMillis) {
        this.partition = partition;
        this.table = table;
        this.place = place;
        this.newest = newest;
        this.newestMillis = newestMillis;
    }

    /**
     * Finds the newest.
     *
     * @param least the newest number that is known to have been given, though its row may be gone
     */
    static Series open(Partition partition, byte table, long place, long least) {
        try (Scan scan = partition.store().scan(Keys.of(partition.number(), table, place), Keys.of(partition.number(), table, place + 1))) {
            return scan.next() ? new Series(partition, table, place, Math.max(least, number(scan.key())), millis(scan.value()))
                    : new Series(partition, table, place, least, 0);
        }
    }

    /** Adds an event. Within a decision. Returns how many bytes wait since {@link #takeFresh}. */
    long add(Event event, Changes changes) {
        byte[] written = event.write();
        // The clock may have been set back, and events that were made at once come here in any order.
        newestMillis = Math.max(newestMillis, event.millis());
        newest++;
        changes.batch().put(key(newest), ByteBuffer.allocate(Long.BYTES + written.length).putLong(newestMillis).put(written).array());
        fresh += written.length;
        return fresh;
    }

    /** Within a decision. */
    void takeFresh() {
        fresh = 0;
    }

    /** The newest number given, durable or not. */
    long newest() {
        return newest;
    }

    /** Durable events from one number on, the oldest first, no more than so many. */
    List<Numbered> from(long first, int most) {
        List<Numbered> found = back(first + most - 1, first, most);
        return found.reversed();
    }

    /** Durable events from one number back to another, the newest first, no more than so many. */
    List<Numbered> back(long from, long to, int most) {
        List<Numbered> found = new ArrayList<>();
        try (Scan scan = partition.store().scan(key(from), key(to - 1))) {
            while (found.size() < most && scan.next()) {
                byte[] value = scan.value();
                found.add(new Numbered(number(scan.key()), millis(value), Event.read(Arrays.copyOfRange(value, Long.BYTES, value.length))));
            }
        }
        return found;
    }

    /** The number of the newest event that is not younger than a time; zero for none. Reads some twenty rows of a million. */
    long newestUntil(long millis) {
        long low = 0;
        long high = newest;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            // What is gone is older than all, what is not durable yet younger.
            boolean old = partition.store().get(key(middle)).map(value -> millis(value) <= millis).orElse(middle < oldest());
            if (old) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The oldest there is: one look-up by halves, for rows go from the old end only. */
    private long oldest() {
        long low = 1;
        long high = newest;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (partition.store().get(key(middle)).isPresent()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Removes all up to a number. Within a decision. */
    void removeUntil(long number, Changes changes) {
        if (number > 0) {
            changes.batch().deleteRange(key(number), Keys.of(partition.number(), table, place + 1));
        }
    }

    private byte[] key(long number) {
        return Keys.of(partition.number(), table, place, Long.MAX_VALUE - number);
    }

    private static long number(byte[] key) {
        return Long.MAX_VALUE - Keys.sequence(key);
    }

    private static long millis(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** An event with its number, and the time by which it is in order. */
    record Numbered(long number, long millis, Event event) {}
}
