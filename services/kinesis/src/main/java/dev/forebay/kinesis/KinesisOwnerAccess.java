package dev.forebay.kinesis;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.*;

/** What the operations need that make, change and end streams: for the owner's account only, whatever a stream's policy says. */
final class KinesisOwnerAccess {
    private static final String CREATE = "kinesis:CreateStream";
    private static final String TAG = "kinesis:AddTagsToStream";

    private final KinesisAccess streams;

    KinesisOwnerAccess(KinesisAccess streams) {
        this.streams = streams;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("CreateStream", List.of(CREATE, TAG), "stream; `kinesis:AddTagsToStream` with tags", KinesisAccess.TAGGING_KEYS,
                        this::create),
                owners("DeleteStream", DeleteStreamRequest.class, DeleteStreamRequest::streamName, DeleteStreamRequest::streamARN),
                owners("SplitShard", SplitShardRequest.class, SplitShardRequest::streamName, SplitShardRequest::streamARN),
                owners("MergeShards", MergeShardsRequest.class, MergeShardsRequest::streamName, MergeShardsRequest::streamARN),
                owners("UpdateShardCount", UpdateShardCountRequest.class, UpdateShardCountRequest::streamName, UpdateShardCountRequest::streamARN),
                owners("UpdateStreamMode", UpdateStreamModeRequest.class, _ -> null, UpdateStreamModeRequest::streamARN),
                owners("UpdateMaxRecordSize", UpdateMaxRecordSizeRequest.class, _ -> null, UpdateMaxRecordSizeRequest::streamARN),
                owners("UpdateStreamWarmThroughput", UpdateStreamWarmThroughputRequest.class,
                        UpdateStreamWarmThroughputRequest::streamName, UpdateStreamWarmThroughputRequest::streamARN),
                owners("IncreaseStreamRetentionPeriod", IncreaseStreamRetentionPeriodRequest.class,
                        IncreaseStreamRetentionPeriodRequest::streamName, IncreaseStreamRetentionPeriodRequest::streamARN),
                owners("DecreaseStreamRetentionPeriod", DecreaseStreamRetentionPeriodRequest.class,
                        DecreaseStreamRetentionPeriodRequest::streamName, DecreaseStreamRetentionPeriodRequest::streamARN),
                owners("EnableEnhancedMonitoring", EnableEnhancedMonitoringRequest.class,
                        EnableEnhancedMonitoringRequest::streamName, EnableEnhancedMonitoringRequest::streamARN),
                owners("DisableEnhancedMonitoring", DisableEnhancedMonitoringRequest.class,
                        DisableEnhancedMonitoringRequest::streamName, DisableEnhancedMonitoringRequest::streamARN),
                owners("StartStreamEncryption", StartStreamEncryptionRequest.class,
                        StartStreamEncryptionRequest::streamName, StartStreamEncryptionRequest::streamARN),
                owners("StopStreamEncryption", StopStreamEncryptionRequest.class,
                        StopStreamEncryptionRequest::streamName, StopStreamEncryptionRequest::streamARN),
                onEverything("ListStreams"), onEverything("DescribeLimits"), onEverything("DescribeAccountSettings"),
                onEverything("UpdateAccountSettings"));
    }

    private <R> AccessRule owners(String operation, Class<R> type, Function<R, String> name, Function<R, String> arn) {
        String action = KinesisAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), KinesisAccess.STREAM, KinesisAccess.KEYS, (caller, request) -> {
            R asked = type.cast(request);
            return List.of(streams.owned(caller, streams.id(caller, name.apply(asked), arn.apply(asked)), action));
        });
    }

    private static AccessRule onEverything(String operation) {
        return AccessRule.onEverything("kinesis", operation);
    }

    /** AWS: tags on the way need AddTagsToStream; TagResource is not asked for here. */
    private List<Access> create(Caller caller, SdkRequest request) {
        CreateStreamRequest asked = (CreateStreamRequest) request;
        StreamId id = streams.id(caller, asked.streamName(), null);
        Access create = streams.owned(caller, id, CREATE);
        if (asked.tags().isEmpty()) {
            return List.of(create);
        }
        Access tag = streams.owned(caller, id, TAG);
        return List.of(create.with(ConditionKeys.of(create.keys()).withTags(asked.tags()).map()),
                tag.with(ConditionKeys.of(tag.keys()).withTags(asked.tags()).map()));
    }
}
