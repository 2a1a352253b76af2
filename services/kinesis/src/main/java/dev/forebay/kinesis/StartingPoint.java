package dev.forebay.kinesis;

import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

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
            case "TRIM_HORIZON" -> {
                requireNone(type, sequenceNumber);
                yield 0;
            }
            case "LATEST" -> {
                requireNone(type, sequenceNumber);
                yield latest();
            }
            case "AT_SEQUENCE_NUMBER" -> numbered(type, sequenceNumber);
            case "AFTER_SEQUENCE_NUMBER" -> numbered(type, sequenceNumber) + 1;
            case "AT_TIMESTAMP" -> at(timestamp.orElseThrow(() -> KinesisErrors.invalidArgument("Must specify timestampInMillis parameter for "
                    + "iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.")));
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

    private static void requireNone(String type, Optional<String> sequenceNumber) {
        if (sequenceNumber.isPresent()) {
            throw unclear(type + " and also a StartingSequenceNumber.");
        }
    }

    private long numbered(String type, Optional<String> text) {
        String digits = text.orElseThrow(() -> unclear(type + " and no StartingSequenceNumber."));
        SequenceNumber number = SequenceNumber.parse(digits).orElseThrow(() -> invalid(digits, "."));
        if (number.shard() != shard.record().number()) {
            throw KinesisErrors.invalidArgument("Invalid StartingSequenceNumber. It encodes " + ShardId.of(number.shard())
                    + ", while it was used in a call to a shard with " + shard.id());
        }
        if (number.shardMadeAt() != shard.record().madeAt()) {
            throw invalid(digits, " because it did not come from this stream.");
        }
        if (number.index() > newestGiven()) {
            throw invalid(digits, ".");
        }
        return number.index();
    }

    /** Beyond it no number has been given: who went on after such a one would miss the record that gets it. */
    private long newestGiven() {
        ShardRecord record = shard.record();
        return record.isOpen() ? shard.tip().next() - 1 : record.end();
    }

    private static AwsServiceException unclear(String specified) {
        return KinesisErrors.invalidArgument("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or "
                + "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified " + specified);
    }

    private AwsServiceException invalid(String digits, String why) {
        return KinesisErrors.invalidArgument("StartingSequenceNumber " + KinesisErrors.echo(digits) + " used in " + operation + " on shard "
                + shard.id() + " in stream " + stream.id().name() + " under account " + stream.id().account() + " is invalid" + why);
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
