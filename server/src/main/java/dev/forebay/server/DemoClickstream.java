package dev.forebay.server;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The stream of clicks. Everything that their story asks of Kinesis is here. Thread-safe. */
final class DemoClickstream implements AutoCloseable {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(20);

    private final KinesisClient kinesis;
    private final String stream;

    private DemoClickstream(KinesisClient kinesis, String stream) {
        this.kinesis = kinesis;
        this.stream = stream;
    }

    /** Makes the stream, and returns when it takes clicks; the name must be new. */
    static DemoClickstream create(KinesisClient kinesis, String name) throws InterruptedException {
        kinesis.createStream(create -> create.streamName(name).shardCount(DemoClickstreamPlan.SHARDS));
        DemoClickstream made = new DemoClickstream(kinesis, name);
        made.awaitActive();
        return made;
    }

    /** AWS: streams are made and resharded after the reply, and may not be changed until then. */
    private void awaitActive() throws InterruptedException {
        while (summary().streamStatus() != StreamStatus.ACTIVE) {
            Thread.sleep(LOOKS_EVERY);
        }
    }

    private StreamDescriptionSummary summary() {
        return kinesis.describeStreamSummary(describe -> describe.streamName(stream)).streamDescriptionSummary();
    }

    /** Puts a click into the shard of its visitor, and returns that shard; when this returns, the click is safe. */
    String put(DemoClick click) {
        return kinesis.putRecord(put -> put.streamName(stream).partitionKey(click.visitor())
                .data(SdkBytes.fromUtf8String(click.data()))).shardId();
    }

    /** The shards that a reader of all there is begins with: those without a parent. */
    List<String> firstShards() {
        return shards().stream().filter(shard -> shard.parentShardId() == null).map(Shard::shardId).toList();
    }

    /** The shards that take no more clicks, for they were split. */
    Set<String> closedShards() {
        return shards().stream().filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null).map(Shard::shardId)
                .collect(Collectors.toSet());
    }

    private List<Shard> shards() {
        return kinesis.listShards(list -> list.streamName(stream)).shards();
    }

    /** Where the oldest click of a shard is read. */
    String start(String shard) {
        return kinesis.getShardIterator(get -> get.streamName(stream).shardId(shard)
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
    }

    GetRecordsResponse read(String iterator, int most) {
        return kinesis.getRecords(get -> get.shardIterator(iterator).limit(most));
    }

    /** Cuts a shard in the middle of its hash keys, and returns when its children take clicks. */
    void split(String shard) throws InterruptedException {
        String middle = middle(shards().stream().filter(each -> each.shardId().equals(shard)).findFirst().orElseThrow().hashKeyRange());
        try {
            kinesis.splitShard(split -> split.streamName(stream).shardToSplit(shard).newStartingHashKey(middle));
        } catch (ResourceInUseException | InvalidArgumentException alreadySplit) {
            // Its reply went with a killed server, and this is the retry's. If not so, the report will tell that no child was read.
        }
        awaitActive();
    }

    private static String middle(HashKeyRange range) {
        BigInteger sum = new BigInteger(range.startingHashKey()).add(new BigInteger(range.endingHashKey()));
        return sum.add(BigInteger.ONE).shiftRight(1).toString();
    }

    /** Deletes the stream. */
    @Override
    public void close() {
        kinesis.deleteStream(delete -> delete.streamName(stream));
    }
}
