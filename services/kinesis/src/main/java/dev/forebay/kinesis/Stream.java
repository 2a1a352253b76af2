package dev.forebay.kinesis;

import dev.forebay.access.ResourceTags;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One stream: its record, its shards, its consumers. What is volatile may be read by anybody; changes under the partition's lock. Whoever
 * shows what it read here waits for it with {@link #settle}.
 */
final class Stream {
    private final StreamId id;
    private final Partition partition;
    private final Environment environment;
    private final Consumers consumers;
    private final ResourceTags tags = new ResourceTags();
    private volatile StreamRecord record;
    private volatile Shards shards;
    private volatile boolean gone;

    Stream(StreamId id, Partition partition, StreamRecord record, Environment environment) {
        this.id = id;
        this.partition = partition;
        this.record = record;
        this.environment = environment;
        this.consumers = new Consumers(this);
        this.shards = new Shards(List.of());
    }

    StreamId id() {
        return id;
    }

    Partition partition() {
        return partition;
    }

    Environment environment() {
        return environment;
    }

    StreamRecord record() {
        return record;
    }

    StreamSettings settings() {
        return record.settings();
    }

    /** The tags as policies ask for them. */
    Map<String, List<String>> tagKeys() {
        return tags.of(settings().tags());
    }

    Shards shards() {
        return shards;
    }

    Consumers consumers() {
        return consumers;
    }

    boolean isGone() {
        return gone;
    }

    Throttle newThrottle() {
        return Throttle.of(environment.config().throttle());
    }

    /** Records that came before this are not there any more, trimmed or not. Milliseconds since 1970. */
    long horizon() {
        StreamSettings settings = settings();
        return Math.max(environment.now() - settings.retentionMillis(), settings.floor());
    }

    /** The shard that an id names, for who reads it. */
    Shard knownShard(String shardId) {
        return find(shardId).orElseThrow(() -> {
            settle();
            return KinesisErrors.shardDoesNotExist(shardId, id);
        });
    }

    /** The open shard that an id names, for who splits or merges it; within a decision. */
    Shard openShard(String shardId) {
        Shard shard = find(shardId).orElseThrow(() -> KinesisErrors.shardNotFound(shardId, id));
        if (!shard.isOpen()) {
            throw KinesisErrors.shardClosed(shardId, id);
        }
        return shard;
    }

    private Optional<Shard> find(String shardId) {
        return Optional.ofNullable(shardId).flatMap(ShardId::parse).map(number -> shards.get(number));
    }

    /** Decides on a change; the stream is still there. A refusal shows why: it waits for what was decided before, as a reply does. */
    <R> R decide(BiFunction<Changes, Long, R> decision) {
        return partition.decide(changes -> {
            changes.revealsEverything();
            requireThere();
            return decision.apply(changes, environment.now());
        });
    }

    /** What a reply shows: as it was at one moment, and durable. */
    <R> R show(Supplier<R> reply) {
        return decide((changes, now) -> reply.get());
    }

    /** Returns once everything that was read of the stream before this call is durable. */
    void settle() {
        decide((changes, now) -> null);
    }

    /** Refuses what needs a stream that nothing else is being done with; within a decision. */
    void requireActive() {
        if (record.status() != StreamStatus.ACTIVE) {
            throw KinesisErrors.notActive(id, record.status());
        }
    }

    /** Refuses what only a stream can do that has its shards; to callers it is not there. */
    void requireServing() {
        if (gone || record.status() == StreamStatus.CREATING) {
            settle();
            throw KinesisErrors.streamNotFound(id);
        }
    }

    private void requireThere() {
        if (gone) {
            throw KinesisErrors.streamNotFound(id);
        }
    }

    /** Changes the record; within a decision. */
    void update(Changes changes, StreamRecord changed) {
        record = changed;
        changes.batch().put(StreamCatalog.key(this), changed.write());
    }

    /** Changes what a caller can set, of an ACTIVE stream, for good. */
    void set(UnaryOperator<StreamSettings> change) {
        environment.store().requireSpace();
        decide((changes, now) -> {
            requireActive();
            update(changes, record.with(change.apply(record.settings())));
            return null;
        });
    }

    /** Changes what may change in any state, for good. */
    void adjust(UnaryOperator<StreamSettings> change) {
        decide((changes, now) -> {
            update(changes, record.with(change.apply(record.settings())));
            return null;
        });
    }

    /** AWS: the shards of a stream on demand are not for callers to change; within a decision. */
    void requireProvisioned() {
        if (settings().mode() == StreamMode.ON_DEMAND) {
            throw KinesisErrors.validation("Request is invalid. Stream " + id.name() + " under account " + id.account()
                    + " is in On-Demand mode.");
        }
    }

    /** Makes the shards that a new stream has; within a decision. */
    void begin(Changes changes, int count, long now) {
        List<Shard> made = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.divide(count)) {
            ShardRecord shard = new ShardRecord(made.size(), partition.newIncarnation(changes), ShardRecord.NONE, ShardRecord.NONE, range,
                    now / 1_000, 0, 0);
            made.add(new Shard(partition.number(), shard, Tip.EMPTY, newThrottle()));
            made.getLast().write(changes, record.incarnation());
        }
        shards = new Shards(made);
    }

    /** Takes the shards that the store has. Before anybody else sees the stream. */
    void recover(List<Shard> stored) {
        shards = new Shards(stored);
    }

    /** Ends the change that is under way; within a decision. */
    void endChange(Changes changes, long now) {
        if (record.status() != StreamStatus.CREATING && record.status() != StreamStatus.UPDATING) {
            return;
        }
        Shards before = shards;
        Resharding resharding = new Resharding(this, changes, now);
        shards = resharding.apply(record.change());
        update(changes, record.withNextShard(resharding.nextNumber()).with(StreamStatus.ACTIVE));
        // Whoever waits at the end of a shard that is closed now learns of it.
        changes.afterwards(() -> before.open().forEach(Shard::tellWatchers));
    }

    /** Removes a shard whose last record is past the horizon; within a decision. */
    void forget(Changes changes, Shard shard) {
        shard.erase(changes, record.incarnation());
        shards = new Shards(shards.all().stream().filter(each -> each != shard).toList());
    }

    /** Removes all rows; within a decision. */
    void erase(Changes changes) {
        gone = true;
        changes.batch().delete(StreamCatalog.key(this));
        shards.all().forEach(shard -> shard.erase(changes, record.incarnation()));
        consumers.erase(changes);
        changes.afterwards(() -> shards.all().forEach(Shard::tellWatchers));
    }
}
