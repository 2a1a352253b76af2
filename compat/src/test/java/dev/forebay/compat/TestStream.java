package dev.forebay.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream that knows what was put on it, and waits until what it was told to change has changed. */
final class TestStream {
    private static final int KEYS = 37;
    private static final long POLL_MILLIS = 20;

    private final KinesisClient kinesis;
    private final String name;
    private final Set<String> given = new LinkedHashSet<>();

    private TestStream(KinesisClient kinesis, String name) {
        this.kinesis = kinesis;
        this.name = name;
    }

    /** Makes one. */
    static TestStream create(KinesisClient kinesis, String name, int shards) {
        kinesis.createStream(request -> request.streamName(name).shardCount(shards));
        TestStream stream = new TestStream(kinesis, name);
        stream.awaitActive();
        return stream;
    }

    String name() {
        return name;
    }

    /** Puts records with 37 keys and data {@code label-number}; gives what they hold. */
    Set<String> put(String label, int count) {
        List<String> data = IntStream.range(0, count).mapToObj(number -> label + "-" + (given.size() + number)).toList();
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        data.forEach(text -> entries.add(PutRecordsRequestEntry.builder()
                .partitionKey("key-" + entries.size() % KEYS).data(SdkBytes.fromUtf8String(text)).build()));
        PutRecordsResponse response = kinesis.putRecords(request -> request.streamName(name).records(entries));
        assertThat(response.failedRecordCount()).isZero();
        given.addAll(data);
        return Set.copyOf(data);
    }

    /** Everything put up to now. */
    Set<String> given() {
        return Set.copyOf(given);
    }

    /** All shards, the closed ones too. */
    List<Shard> shards() {
        return kinesis.listShards(request -> request.streamName(name)).shards();
    }

    /** Splits a shard in the middle. */
    void split(Shard shard) {
        String middle = new BigInteger(shard.hashKeyRange().startingHashKey())
                .add(new BigInteger(shard.hashKeyRange().endingHashKey())).shiftRight(1).toString();
        kinesis.splitShard(request -> request.streamName(name).shardToSplit(shard.shardId()).newStartingHashKey(middle));
        awaitActive();
    }

    /** Merges two neighbours. */
    void merge(Shard shard, Shard neighbour) {
        kinesis.mergeShards(request -> request.streamName(name).shardToMerge(shard.shardId())
                .adjacentShardToMerge(neighbour.shardId()));
        awaitActive();
    }

    private void awaitActive() {
        while (status() != StreamStatus.ACTIVE) {
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private StreamStatus status() {
        return kinesis.describeStreamSummary(request -> request.streamName(name)).streamDescriptionSummary().streamStatus();
    }
}
