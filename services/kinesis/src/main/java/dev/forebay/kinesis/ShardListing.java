package dev.forebay.kinesis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;

/** A list of a stream's shards, page by page. A token holds all of it. */
record ShardListing(Stream stream, int after, Filter filter) {
    static final String NAME = "shards";

    ListShardsResponse page(int limit, long now) {
        // AWS: only DescribeStream shows a stream that is being made or deleted; by this refusal KCL knows that it has to wait.
        if (!stream.record().status().isServing()) {
            throw KinesisErrors.notActive(stream.id(), stream.record().status());
        }
        List<Shard> rest = stream.shards().after(after).stream().filter(shard -> filter.admits(stream, shard)).limit(limit + 1L).toList();
        boolean more = rest.size() > limit;
        List<Shard> shown = more ? rest.subList(0, limit) : rest;
        ListShardsResponse.Builder response = ListShardsResponse.builder().shards(ShardOperations.described(shown));
        return (more ? response.nextToken(token(shown.getLast(), now)) : response).build();
    }

    private String token(Shard last, long now) {
        return PageToken.write(NAME, String.join("|", stream.id().arn(), Long.toString(stream.record().incarnation()),
                Integer.toString(last.record().number()), filter.kind().name(), Long.toString(filter.millis())), now);
    }

    static ShardListing resume(String token, StreamCatalog catalog) {
        String[] parts = token.split("\\|");
        try {
            Stream stream = catalog.find(stream(token));
            if (stream.record().incarnation() != Long.parseLong(parts[1])) {
                throw KinesisErrors.streamNotFound(stream.id());
            }
            return new ShardListing(stream, Integer.parseInt(parts[2]), new Filter(Kind.valueOf(parts[3]), Long.parseLong(parts[4])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException noToken) {
            throw KinesisErrors.invalidToken();
        }
    }

    /** Whose shards a token lists. */
    static StreamId stream(String token) {
        return StreamId.fromArn(token.split("\\|", 2)[0]).orElseThrow(KinesisErrors::invalidToken);
    }

    /** AWS's kinds of filters. */
    enum Kind {
        NONE, AFTER_SHARD_ID, AT_TRIM_HORIZON, FROM_TRIM_HORIZON, AT_LATEST, AT_TIMESTAMP, FROM_TIMESTAMP
    }

    /**
     * Which shards are wanted.
     *
     * @param millis a time, milliseconds since 1970; for AFTER_SHARD_ID the shard's number
     */
    record Filter(Kind kind, long millis) {

        static Filter of(Optional<ShardFilter> asked, Stream stream) {
            return asked.map(filter -> {
                Kind kind = Arrays.stream(Kind.values()).filter(known -> known.name().equals(filter.typeAsString())).findFirst()
                        .orElseThrow(() -> KinesisErrors.validation("1 validation error detected: Value '" + filter.typeAsString()
                                + "' at 'shardFilter.type' failed to satisfy constraint: Member must satisfy enum value set"));
                return new Filter(kind, parameter(kind, filter, stream));
            }).orElse(new Filter(Kind.NONE, 0));
        }

        private static long parameter(Kind kind, ShardFilter filter, Stream stream) {
            return switch (kind) {
                case AFTER_SHARD_ID -> Optional.ofNullable(filter.shardId()).flatMap(ShardId::parse)
                        .orElseThrow(() -> KinesisErrors.invalidArgument("ShardId must be provided in a ShardFilter of type AFTER_SHARD_ID."));
                // AWS: a time before the trim horizon stands for the horizon.
                case AT_TIMESTAMP, FROM_TIMESTAMP -> Math.max(trimHorizon(stream), Optional.ofNullable(filter.timestamp())
                        .orElseThrow(() -> KinesisErrors.invalidArgument("Timestamp must be provided in a ShardFilter of type " + kind + "."))
                        .toEpochMilli());
                case NONE, AT_TRIM_HORIZON, FROM_TRIM_HORIZON, AT_LATEST -> trimHorizon(stream);
            };
        }

        private static long trimHorizon(Stream stream) {
            return Math.max(stream.horizon(), stream.record().createdAt());
        }

        boolean admits(Stream stream, Shard shard) {
            ShardRecord record = shard.record();
            boolean openLater = record.isOpen() || record.closedAt() > millis;
            return switch (kind) {
                case NONE -> true;
                case AFTER_SHARD_ID -> record.number() > millis;
                case AT_LATEST -> record.isOpen();
                case AT_TRIM_HORIZON, AT_TIMESTAMP -> openedAt(stream, record) <= millis && openLater;
                case FROM_TRIM_HORIZON, FROM_TIMESTAMP -> openLater;
            };
        }

        /** A child is open from the moment its parent is closed; by its own record only to the second. */
        private static long openedAt(Stream stream, ShardRecord record) {
            Optional<Shard> parent = Optional.ofNullable(stream.shards().get(record.parent()));
            return parent.map(known -> known.record().closedAt()).orElse(Math.min(record.madeAt() * 1_000, stream.environment().now()));
        }
    }
}
