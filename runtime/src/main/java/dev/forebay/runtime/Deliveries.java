package dev.forebay.runtime;

import dev.forebay.store.Scan;
import dev.forebay.store.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Deliveries that are owed to targets: each is a row from the moment it is owed until it is made or given up, so that none
 * is lost in a crash; one may be made again. Every target has a {@link DeliveryLane} of its own: its own order of due times,
 * its own few attempts at a time, its own retries. A slow or dead target delays nobody else, and however much is owed to it
 * costs disk and no memory.
 *
 * <pre>
 *   key     | partition | table | lane | due time | number |      lane: an incarnation that names the target
 *   value   | version (1) | attempts made (4) | what is to be delivered |
 * </pre>
 *
 * Crash steps of an attempt: 1 the attempt is made; 2 the row goes, or moves to its next due time with one attempt more.
 * A crash between them repeats the attempt.
 */
public final class Deliveries {
    private final Partitions partitions;
    private final Clock clock;
    private final Timers timers;
    private final byte table;
    private final int attemptsAtATime;
    private final Map<Place, DeliveryLane> lanes = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /**
     * Deliveries in a table of the store.
     *
     * @param attemptsAtATime so many attempts to one target may be under way
     */
    public Deliveries(Partitions partitions, Clock clock, Timers timers, byte table, int attemptsAtATime) {
        this.partitions = partitions;
        this.clock = clock;
        this.timers = timers;
        this.table = table;
        this.attemptsAtATime = attemptsAtATime;
    }

    /**
     * Goes on with what was owed before a restart: one seek for each target that is owed something. Call once, before
     * anything else.
     *
     * @param attempts how to deliver to a target; null when the target is gone, and with it what it was owed
     */
    public void recover(Function<Place, Attempt> attempts) {
        for (Partition partition : partitions.all()) {
            long lane = 0;
            while ((lane = nextLane(partition, lane)) >= 0) {
                Place place = new Place(partition.number(), lane);
                Attempt attempt = attempts.apply(place);
                if (attempt == null) {
                    long gone = lane;
                    partition.decide(changes -> erase(changes, partition, gone));
                } else {
                    wake(partition, lane, 0, attempt);
                }
                lane++;
            }
        }
    }

    /** The first lane from this one on that has rows; -1 for none. */
    private long nextLane(Partition partition, long from) {
        byte[] to = Keys.of(partition.number(), (byte) (table + 1));
        try (Scan scan = store().scan(Keys.of(partition.number(), table, from), to)) {
            return scan.next() ? Keys.incarnation(scan.key()) : -1;
        }
    }

    /**
     * Notes that something is owed; within a decision. Call {@link #wake} when that decision is durable.
     *
     * @param lane   names the target
     * @param due    when to try first, milliseconds since 1970
     * @param number tells deliveries of the same lane and due time apart
     */
    public void owe(Changes changes, Partition partition, long lane, long due, long number, byte[] payload) {
        changes.batch().put(Keys.of(partition.number(), table, lane, due, number), DeliveryLane.row(0, payload));
    }

    /** Tells a lane that something durable is due at a time: the one under which it is owed, or an earlier one. */
    public void wake(Partition partition, long lane, long due, Attempt attempt) {
        lanes.compute(new Place(partition.number(), lane), (_, known) -> {
            DeliveryLane one = known == null ? new DeliveryLane(this, partition, lane, attempt) : known;
            one.wake(due);
            return one;
        });
    }

    /** What is owed to a target that is gone, or wants nothing any more, is forgotten; within a decision. */
    public void forget(Changes changes, Partition partition, long lane) {
        DeliveryLane known = lanes.remove(new Place(partition.number(), lane));
        if (known != null) {
            known.close();
            erase(changes, partition, lane);
        }
    }

    private Void erase(Changes changes, Partition partition, long lane) {
        changes.batch().deleteRange(Keys.of(partition.number(), table, lane), Keys.of(partition.number(), table, lane + 1));
        return null;
    }

    /** Makes no further attempt. The store is for its owner to close. */
    public void stop() {
        stopped = true;
    }

    /** A lane that is owed nothing costs nothing. */
    void dropIfIdle(Partition partition, long lane) {
        lanes.computeIfPresent(new Place(partition.number(), lane), (_, known) -> known.isIdle() ? null : known);
    }

    /** How many targets take up memory now. */
    int lanes() {
        return lanes.size();
    }

    boolean isStopped() {
        return stopped;
    }

    Store store() {
        return partitions.store();
    }

    Clock clock() {
        return clock;
    }

    Timers timers() {
        return timers;
    }

    byte table() {
        return table;
    }

    int attemptsAtATime() {
        return attemptsAtATime;
    }

    /** A lane: where its rows are. */
    public record Place(int partition, long lane) {}

    /** Makes attempts to deliver to one target. */
    @FunctionalInterface
    public interface Attempt {
        /** Delivered, given up, or carried to where dead letters go: nothing is owed any more. */
        long OVER = -1;

        /**
         * Tries once; on a thread of its own, where it may block, and holding no lock.
         *
         * @param before attempts made before this one
         * @return when to try again, milliseconds since 1970; or {@link #OVER}
         */
        long make(byte[] payload, int before);

        /**
         * How many of so many attempts may begin now; the others wait for the next full second. Asked by one thread at a time for
         * each lane.
         */
        default int permits(int wanted, long now) {
            return wanted;
        }
    }
}
