package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.CreateStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ListStreamsRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamModeDetails;

/** Streams made, described, listed and deleted. */
final class StreamOperations {
    /** AWS: a stream on demand begins with so many. */
    static final int ON_DEMAND_SHARDS = 4;
    static final int MAX_ON_DEMAND_STREAMS = 50;
    static final int MAX_SHARDS_OF_STREAM = 10_000;

    private static final int LIST_LIMIT = 100;
    private static final int DESCRIBE_LIMIT = 100;

    private final KinesisService service;
    private final Caller caller;
    private final StreamFinder finder;

    StreamOperations(KinesisService service, Caller caller) {
        this.service = service;
        this.caller = caller;
        this.finder = new StreamFinder(service.catalog(), caller);
    }

    CreateStreamResponse create(CreateStreamRequest request) {
        StreamId id = finder.id(new StreamName(Checks.required("streamName", request.streamName())));
        StreamMode mode = mode(Optional.ofNullable(request.streamModeDetails()), request.shardCount() != null);
        int shards = shards(mode, request.shardCount());
        int maxRecord = Checks.maxRecordKib(Optional.ofNullable(request.maxRecordSizeInKiB()).orElse(StreamSettings.MIN_RECORD_KIB));
        int warm = Optional.ofNullable(request.warmThroughputMiBps()).map(mibps -> Checks.warmMibps(mode, mibps)).orElse(0);
        if (warm > 0) {
            service.accounts().requireCommitment(caller);
        }
        Map<String, String> tags = request.hasTags() ? Tags.checked(id, Map.of(), request.tags()) : Map.of();
        requireRoom(mode, shards);
        Stream stream = service.catalog().create(id, StreamSettings.of(mode, maxRecord, warm, tags), shards);
        service.states().settleLater(stream);
        return CreateStreamResponse.builder().build();
    }

    /** AWS: who says neither mode nor count gets a stream on demand. */
    private static StreamMode mode(Optional<StreamModeDetails> details, boolean counted) {
        return details.map(given -> Checks.mode(given.streamModeAsString())).orElse(counted ? StreamMode.PROVISIONED : StreamMode.ON_DEMAND);
    }

    private static int shards(StreamMode mode, Integer count) {
        if (mode == StreamMode.ON_DEMAND) {
            if (count != null) {
                throw KinesisErrors.validation("ShardCount cannot be set when StreamMode is ON_DEMAND.");
            }
            return ON_DEMAND_SHARDS;
        }
        if (count == null) {
            throw KinesisErrors.validation("ShardCount must be set when StreamMode is PROVISIONED.");
        }
        if (count < 1) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + count + "' at 'shardCount' failed to satisfy constraint: "
                    + "Member must have value greater than or equal to 1");
        }
        return count;
    }

    private void requireRoom(StreamMode mode, int shards) {
        if (mode == StreamMode.ON_DEMAND) {
            service.requireOnDemandStream(caller.account(), caller.region());
        }
        service.requireShards(caller.account(), caller.region(), shards);
    }

    DeleteStreamResponse delete(DeleteStreamRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        stream.decide((changes, now) -> {
            if (!Boolean.TRUE.equals(request.enforceConsumerDeletion()) && !stream.consumers().all().isEmpty()) {
                throw KinesisErrors.inUse("DeleteStream can't delete " + stream.id().account() + ":" + stream.id().name() + " because there are consumers"
                        + " associated with this data stream. To delete " + stream.id().name() + " anyway, set the EnforceConsumerDeletion parameter"
                        + " to true to force the deletion of all the consumers that are associated with it.");
            }
            if (stream.record().status() != StreamStatus.DELETING) {
                stream.update(changes, stream.record().with(StreamStatus.DELETING));
            }
            changes.revealsEverything();
            return null;
        });
        service.states().settleLater(stream);
        return DeleteStreamResponse.builder().build();
    }

    ListStreamsResponse list(ListStreamsRequest request) {
        int limit = Checks.limit(request.limit(), LIST_LIMIT, 10_000);
        if (request.nextToken() != null && request.exclusiveStartStreamName() != null) {
            throw KinesisErrors.validation("NextToken and ExclusiveStartStreamName cannot be provided together.");
        }
        String after = Optional.ofNullable(request.nextToken()).map(token -> PageToken.read(token, "streams", service.now()))
                .or(() -> Optional.ofNullable(request.exclusiveStartStreamName())).orElse("");
        Collection<Stream> all = service.catalog().list(caller.account(), caller.region(), after);
        List<Stream> page = all.stream().limit(limit + 1L).toList();
        boolean more = page.size() > limit;
        List<Stream> shown = more ? page.subList(0, limit) : page;
        ListStreamsResponse.Builder response = ListStreamsResponse.builder().hasMoreStreams(more)
                .streamNames(shown.stream().map(stream -> stream.id().name().value()).toList())
                .streamSummaries(shown.stream().map(Descriptions::inList).toList());
        // What is listed, and what is not, may not be durable yet.
        service.catalog().settle();
        return (more ? response.nextToken(PageToken.write("streams", shown.getLast().id().name().value(), service.now())) : response).build();
    }

    DescribeStreamResponse describe(DescribeStreamRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        // AWS: more may be asked for, and are not given.
        int limit = Math.min(DESCRIBE_LIMIT, Checks.limit(request.limit(), DESCRIBE_LIMIT, 10_000));
        int after = Optional.ofNullable(request.exclusiveStartShardId())
                .map(shard -> ShardId.parse(shard).orElseThrow(() -> KinesisErrors.shardNotFound(shard, stream.id()))).orElse(-1);
        return DescribeStreamResponse.builder().streamDescription(stream.show(() -> Descriptions.full(stream, after, limit))).build();
    }

    DescribeStreamSummaryResponse summary(DescribeStreamSummaryRequest request) {
        Stream stream = finder.find(request.streamName(), request.streamARN());
        return DescribeStreamSummaryResponse.builder().streamDescriptionSummary(stream.show(() -> Descriptions.summary(stream))).build();
    }

    DescribeLimitsResponse limits() {
        DescribeLimitsResponse limits = DescribeLimitsResponse.builder()
                .shardLimit(service.environment().config().shardLimit())
                .openShardCount(service.catalog().openShards(caller.account(), caller.region()))
                .onDemandStreamCount((int) service.onDemandStreams(caller.account(), caller.region()))
                .onDemandStreamCountLimit(MAX_ON_DEMAND_STREAMS)
                .build();
        service.catalog().settle();
        return limits;
    }
}
