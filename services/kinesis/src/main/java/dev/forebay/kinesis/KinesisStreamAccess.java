package dev.forebay.kinesis;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.*;

/** What the operations need that write, read and describe streams: what a stream's policy can open to other accounts. */
final class KinesisStreamAccess {
    private static final String GET_RECORDS = "kinesis:GetRecords";
    private static final String LIST_SHARDS = "kinesis:ListShards";

    private final KinesisAccess streams;
    private final Environment environment;

    KinesisStreamAccess(KinesisAccess streams, Environment environment) {
        this.streams = streams;
        this.environment = environment;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                shared("PutRecord", PutRecordRequest.class, PutRecordRequest::streamName, PutRecordRequest::streamARN),
                shared("PutRecords", PutRecordsRequest.class, PutRecordsRequest::streamName, PutRecordsRequest::streamARN),
                shared("GetShardIterator", GetShardIteratorRequest.class, GetShardIteratorRequest::streamName, GetShardIteratorRequest::streamARN),
                shared("DescribeStream", DescribeStreamRequest.class, DescribeStreamRequest::streamName, DescribeStreamRequest::streamARN),
                shared("DescribeStreamSummary", DescribeStreamSummaryRequest.class,
                        DescribeStreamSummaryRequest::streamName, DescribeStreamSummaryRequest::streamARN),
                shared("ListStreamConsumers", ListStreamConsumersRequest.class, _ -> null, ListStreamConsumersRequest::streamARN),
                new AccessRule("GetRecords", List.of(GET_RECORDS), "the iterator's stream", KinesisAccess.KEYS, this::getRecords),
                new AccessRule("ListShards", List.of(LIST_SHARDS), "stream, or the token's", KinesisAccess.KEYS, this::listShards));
    }

    private <R> AccessRule shared(String operation, Class<R> type, Function<R, String> name, Function<R, String> arn) {
        String action = KinesisAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), KinesisAccess.STREAM, KinesisAccess.KEYS, (caller, request) -> {
            R asked = type.cast(request);
            return List.of(streams.on(streams.id(caller, name.apply(asked), arn.apply(asked)), action));
        });
    }

    /** An iterator has its stream's name; it is of the caller's account and region unless an ARN says otherwise, which is checked later. */
    private List<Access> getRecords(Caller caller, SdkRequest request) {
        GetRecordsRequest asked = (GetRecordsRequest) request;
        ShardIterator iterator = ShardIterator.parse(Checks.required("shardIterator", asked.shardIterator()))
                .orElseThrow(KinesisErrors::invalidIterator);
        String name = asked.streamARN() == null ? iterator.name() : null;
        return List.of(streams.on(streams.id(caller, name, asked.streamARN()), GET_RECORDS));
    }

    private List<Access> listShards(Caller caller, SdkRequest request) {
        ListShardsRequest asked = (ListShardsRequest) request;
        StreamId id = asked.nextToken() == null
                ? streams.id(caller, asked.streamName(), asked.streamARN())
                : ShardListing.stream(PageToken.read(asked.nextToken(), ShardListing.NAME, environment.now()));
        return List.of(streams.on(id, LIST_SHARDS));
    }
}
