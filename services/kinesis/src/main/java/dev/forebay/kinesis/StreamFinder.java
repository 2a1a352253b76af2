package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.Optional;

/** Finds the stream that a request names: by name in the caller's account and region, by ARN, or by both, which must agree. */
final class StreamFinder {
    private final StreamCatalog catalog;
    private final Caller caller;

    StreamFinder(StreamCatalog catalog, Caller caller) {
        this.catalog = catalog;
        this.caller = caller;
    }

    Stream find(String name, String arn) {
        return catalog.find(id(name, arn));
    }

    /** The stream whose shard a request wants to read. AWS: where it cannot be read, it is the shard that does not exist. */
    Stream findOf(String name, String arn, String shardId) {
        StreamId id = id(name, arn);
        return catalog.findServing(id).orElseThrow(() -> KinesisErrors.shardDoesNotExist(shardId, id));
    }

    /** AWS: a caller may say which of several streams of a name is meant, by when it was made, to the second. */
    static void requireMadeAt(Stream stream, Optional<Instant> time) {
        if (time.isPresent() && time.get().getEpochSecond() != stream.record().createdAt() / 1_000) {
            throw KinesisErrors.streamNotFound(stream.id());
        }
    }

    /** The id that name and ARN say; null stands for what is not said. */
    StreamId id(String name, String arn) {
        Optional<StreamId> byArn = Optional.ofNullable(arn).map(StreamFinder::parse);
        Optional<StreamId> byName = Optional.ofNullable(name).map(StreamName::new).map(this::id);
        if (byArn.isPresent() && byName.isPresent() && !byArn.get().name().equals(byName.get().name())) {
            throw KinesisErrors.invalidArgument("StreamARN and StreamName don't match. StreamARN: " + byArn.get().arn() + ", StreamName: " + name);
        }
        return byArn.or(() -> byName).orElseThrow(() -> KinesisErrors.invalidArgument("Either StreamName or StreamARN must be provided."));
    }

    /** The stream that an iterator belongs to: the caller's own, or the one whose ARN comes with it. */
    Stream find(ShardIterator iterator, Optional<String> arn) {
        Stream stream = catalog.find(iterator.partition(), iterator.stream())
                .orElseThrow(() -> KinesisErrors.shardDoesNotExist(ShardId.of(iterator.shard()), id(new StreamName(iterator.name()))));
        if (!stream.id().equals(arn.map(StreamFinder::parse).orElseGet(() -> id(stream.id().name())))) {
            throw KinesisErrors.invalidIterator();
        }
        return stream;
    }

    StreamId id(StreamName name) {
        return new StreamId(caller.account(), caller.region(), name);
    }

    private static StreamId parse(String arn) {
        return StreamId.fromArn(arn).orElseThrow(() -> KinesisErrors.invalidArgument("StreamARN " + KinesisErrors.echo(arn) + " is invalid."));
    }
}
