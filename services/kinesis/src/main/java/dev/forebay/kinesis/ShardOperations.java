package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.MergeShardsRequest;
import software.amazon.awssdk.services.kinesis.model.MergeShardsResponse;
import software.amazon.awssdk.services.kinesis.model.SplitShardRequest;
import software.amazon.awssdk.services.kinesis.model.SplitShardResponse;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountRequest;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;

/** Shards listed, split, merged and counted anew. */
final class ShardOperations {
    private static final int LIST_LIMIT = 1_000;
    private static final int MOST_LISTED = 10_000;

    /** AWS: so often in a rolling day. */
    private static final int MAX_RECOUNTS = 10;

    private final KinesisService service;
    private final StreamFinder finder;

    ShardOperations(KinesisService service, Caller caller) {
        this.service = service;
        this.finder = new StreamFinder(service.catalog(), caller);
    }

    ListShardsResponse list(ListShardsRequest request) {
        int limit = Checks.limit(request.maxResults(), LIST_LIMIT, MOST_LISTED);
        ShardListing listing = request.nextToken() == null ? begin(request) : resume(request);
        return listing.stream().show(() -> listing.page(limit, service.now()));
    }

    private ShardListing begin(ListShardsRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        StreamFinder.requireMadeAt(stream, Optional.ofNullable(request.streamCreationTimestamp()));
        int after = Optional.ofNullable(request.exclusiveStartShardId())
                .map(shard -> ShardId.parse(shard).orElseThrow(() -> KinesisErrors.shardNotFound(shard, stream.id()))).orElse(-1);
        return new ShardListing(stream, after, ShardListing.Filter.of(Optional.ofNullable(request.shardFilter()), stream));
    }

    private ShardListing resume(ListShardsRequest request) {
        if (request.streamName() != null) {
            throw KinesisErrors.invalidArgument("NextToken and StreamName cannot be provided together.");
        }
        if (request.streamARN() != null) {
            throw KinesisErrors.invalidArgument("NextToken and StreamARN cannot be provided together.");
        }
        if (request.exclusiveStartShardId() != null) {
            throw KinesisErrors.invalidArgument("NextToken and ExclusiveStartShardId cannot be provided together.");
        }
        if (request.streamCreationTimestamp() != null) {
            throw KinesisErrors.invalidArgument("NextToken and StreamCreationTimestamp cannot be provided together.");
        }
        return ShardListing.resume(PageToken.read(request.nextToken(), ShardListing.NAME, service.now()), service.catalog());
    }

    SplitShardResponse split(SplitShardRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        service.requireShards(stream.id().account(), stream.id().region(), 1);
        change(stream, () -> {
            Shard shard = stream.openShard(request.shardToSplit());
            return new Change.Split(shard.record().number(), splitAt(stream, shard, request.newStartingHashKey()));
        });
        return SplitShardResponse.builder().build();
    }

    private static HashKey splitAt(Stream stream, Shard shard, String text) {
        HashKeyRange range = shard.record().range();
        return HashKey.parse(Checks.required("newStartingHashKey", text))
                .filter(key -> key.compareTo(range.start()) > 0 && range.start().plusOne().compareTo(key) < 0 && key.compareTo(range.end()) < 0)
                .orElseThrow(() -> KinesisErrors.invalidArgument("NewStartingHashKey " + KinesisErrors.echo(text) + " used in SplitShard() on shard "
                        + shard.id() + " in stream " + stream.id().name() + " under account " + stream.id().account()
                        + " is not both greater than one plus the shard's StartingHashKey " + range.start()
                        + " and less than the shard's EndingHashKey " + range.end() + "."));
    }

    MergeShardsResponse merge(MergeShardsRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        change(stream, () -> {
            // AWS: the lower one is named first.
            Shard one = stream.openShard(request.shardToMerge());
            Shard other = stream.openShard(request.adjacentShardToMerge());
            if (one.record().range().isBefore(other.record().range())) {
                return new Change.Merge(one.record().number(), other.record().number());
            }
            throw KinesisErrors.invalidArgument("Shards " + one.id() + " and " + other.id() + " in stream " + stream.id().name()
                    + " under account " + stream.id().account() + " are not an adjacent pair of shards eligible for merging");
        });
        return MergeShardsResponse.builder().build();
    }

    private void change(Stream stream, Supplier<Change> planning) {
        service.environment().store().requireSpace();
        stream.decide((changes, now) -> {
            stream.requireActive();
            stream.requireProvisioned();
            stream.update(changes, stream.record().updating(planning.get()));
            return null;
        });
        service.states().settleLater(stream);
    }

    UpdateShardCountResponse recount(UpdateShardCountRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        int target = Checks.required("targetShardCount", request.targetShardCount());
        if (!"UNIFORM_SCALING".equals(request.scalingTypeAsString())) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + request.scalingTypeAsString()
                    + "' at 'scalingType' failed to satisfy constraint: Member must satisfy enum value set: [UNIFORM_SCALING]");
        }
        service.requireShards(stream.id().account(), stream.id().region(), Math.max(0, target - stream.shards().openCount()));
        service.environment().store().requireSpace();
        int before = stream.decide((changes, now) -> {
            stream.requireActive();
            stream.requireProvisioned();
            int current = stream.shards().openCount();
            requireWithinBounds(stream, current, target, now);
            stream.update(changes, stream.record().recounted(now).updating(new Change.Divide(target)));
            return current;
        });
        service.states().settleLater(stream);
        return UpdateShardCountResponse.builder().streamName(stream.id().name().value()).streamARN(stream.id().arn())
                .currentShardCount(before).targetShardCount(target).build();
    }

    private static void requireWithinBounds(Stream stream, int current, int target, long now) {
        if (target < 1 || target > StreamOperations.MAX_SHARDS_OF_STREAM) {
            throw KinesisErrors.limitExceeded("The target shard count must be between 1 and " + StreamOperations.MAX_SHARDS_OF_STREAM
                    + ". Target shard count: " + target);
        }
        if (target > 2 * current) {
            throw KinesisErrors.limitExceeded("UpdateShardCount cannot scale up over double your current open shard count. "
                    + "Current open shard count: " + current + " Target shard count: " + target);
        }
        if (2 * target < current) {
            throw KinesisErrors.limitExceeded("UpdateShardCount cannot scale down below half your current open shard count. "
                    + "Current open shard count: " + current + " Target shard count: " + target);
        }
        if (StreamRecord.count(stream.record().recounts(), now) >= MAX_RECOUNTS) {
            throw KinesisErrors.limitExceeded("The shard count of stream " + stream.id().name() + " under account " + stream.id().account()
                    + " was updated " + MAX_RECOUNTS + " times in the last 24 hours, which is the limit.");
        }
    }

    /** So that lists read the same everywhere. */
    static List<software.amazon.awssdk.services.kinesis.model.Shard> described(List<Shard> shards) {
        return shards.stream().map(Descriptions::shard).toList();
    }
}
