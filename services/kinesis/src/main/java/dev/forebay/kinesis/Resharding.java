package dev.forebay.kinesis;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes shards of shards, within one decision: what is open is closed at its end, and its children take its hash keys over. Used once.
 *
 * <p>A change to any number of shards goes in AWS's steps of two: ranges are cut where the new ones begin, then neighbours are joined.
 * What is made and closed on the way never had a record.
 */
final class Resharding {
    private final Partition partition;
    private final Changes changes;
    private final long streamIncarnation;
    private final long now;
    private final Supplier<Throttle> throttles;
    private final List<Shard> all;
    private final List<Shard> open;
    private int nextNumber;

    Resharding(Stream stream, Changes changes, long now) {
        this.partition = stream.partition();
        this.changes = changes;
        this.streamIncarnation = stream.record().incarnation();
        this.now = now;
        this.throttles = stream::newThrottle;
        this.all = new ArrayList<>(stream.shards().all());
        this.open = new ArrayList<>(stream.shards().open());
        this.nextNumber = stream.record().nextShard();
    }

    /** Makes the change; returns all shards that there are then. */
    Shards apply(Change change) {
        switch (change) {
            case Change.Settle _ -> { }
            case Change.Split(int shard, HashKey at) -> split(place(shard), at);
            case Change.Merge(int lower, int _) -> merge(place(lower));
            case Change.Divide(int count) -> divide(count);
        }
        return new Shards(all);
    }

    /** The number of the next shard, after the change. */
    int nextNumber() {
        return nextNumber;
    }

    private int place(int number) {
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).record().number() == number) {
                return i;
            }
        }
        throw new IllegalStateException("shard " + number + " is not open");
    }

    /** From the left to the right: what is before a place is done, and so the shard there begins where the next range does. */
    private void divide(int count) {
        int place = 0;
        for (HashKeyRange range : HashKeyRange.divide(count)) {
            cutAfter(place, range.end());
            while (!open.get(place).record().range().end().equals(range.end())) {
                merge(place);
            }
            place++;
        }
    }

    /** Cuts the shard that has this key, from a place on, so that it ends there. */
    private void cutAfter(int from, HashKey end) {
        int place = from;
        while (!open.get(place).record().range().contains(end)) {
            place++;
        }
        if (!open.get(place).record().range().end().equals(end)) {
            split(place, end.plusOne());
        }
    }

    private void split(int place, HashKey at) {
        Shard parent = open.remove(place);
        HashKeyRange range = parent.record().range();
        close(parent);
        open.add(place, make(parent, ShardRecord.NONE, new HashKeyRange(range.start(), at.minusOne()), parent.record().madeAt()));
        open.add(place + 1, make(parent, ShardRecord.NONE, new HashKeyRange(at, range.end()), parent.record().madeAt()));
    }

    /** Joins the shard at a place with the one after it. */
    private void merge(int place) {
        Shard lower = open.remove(place);
        Shard upper = open.remove(place);
        close(lower);
        close(upper);
        open.add(place, make(lower, upper.record().number(), lower.record().range().join(upper.record().range()),
                Math.max(lower.record().madeAt(), upper.record().madeAt())));
    }

    private void close(Shard shard) {
        shard.close(changes, streamIncarnation, now);
    }

    /** Later than its parents to the second, so that its sequence numbers are greater. */
    private Shard make(Shard parent, int adjacent, HashKeyRange range, long parentsMadeAt) {
        ShardRecord record = new ShardRecord(nextNumber++, partition.newIncarnation(changes), parent.record().number(), adjacent, range,
                Math.max(now / 1_000, parentsMadeAt + 1), 0, 0);
        Shard shard = new Shard(partition.number(), record, Tip.EMPTY, throttles.get());
        shard.write(changes, streamIncarnation);
        all.add(shard);
        return shard;
    }
}
