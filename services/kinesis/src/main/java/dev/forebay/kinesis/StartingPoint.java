package dev.forebay.kinesis;

import java.time.Instant;
import java.util.Optional;

/** From where somebody wants to read a shard: the same for iterators and for subscriptions. */
final class StartingPoint {
    private final Stream stream;
    private final Shard shard;
    private final String operation;

    /** {@code operation} is named where it refuses. */
    StartingPoint(Stream stream, Shard shard, String operation) {
        this.stream = stream;
        this.shard = shard;
        this.operation = operation;
    }

    /** The index to read from; everything that this reveals is durable. */
    long index(String type, Optional<String> sequenceNumber, Optional<Instant> timestamp) {
        return switch (type) {
            case "TRIM_HORIZON" -> 0;
            case "LATEST" -> latest();
            case "AT_SEQUENCE_NUMBER" -> numbered(sequenceNumber);
            case "AFTER_SEQUENCE_NUMBER" -> numbered(sequenceNumber) + 1;
            case "AT_TIMESTAMP" -> at(timestamp.orElseThrow(() -> KinesisErrors.invalidArgument(
                    "Must specify timestamp parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.")));
            default -> throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(type)
                    + "' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: "
                    + "[AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
        };
    }

    private long latest() {
        return stream.decide((changes, now) -> {
            changes.reveals(shard.newest());
            return shard.tip().next();
        });
    }

    private long numbered(Optional<String> text) {
        String digits = text.orElseThrow(() -> KinesisErrors.invalidArgument(
                "Must either specify (1) starting sequence number or (2) timestamp for iterators of type AT_SEQUENCE_NUMBER or "
                        + "AFTER_SEQUENCE_NUMBER. Current request has no starting sequence number."));
        return SequenceNumber.parse(digits).filter(this::isOfShard).map(SequenceNumber::index).orElseThrow(() -> KinesisErrors.invalidArgument(
                "StartingSequenceNumber " + KinesisErrors.echo(digits) + " used in " + operation + " on shard " + shard.id() + " in stream "
                        + stream.id().name() + " under account " + stream.id().account() + " is invalid."));
    }

    private boolean isOfShard(SequenceNumber number) {
        return number.shard() == shard.record().number() && number.shardMadeAt() == shard.record().madeAt()
                && number.index() <= shard.tip().next();
    }

    private long at(Instant timestamp) {
        long millis = timestamp.toEpochMilli();
        if (millis > stream.environment().now()) {
            throw KinesisErrors.invalidArgument("The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
                    + "timestampInMillis: " + millis + ", currentTimestampInMillis: " + stream.environment().now());
        }
        return new ShardReader(stream, shard).indexAt(millis);
    }
}
