package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams: their life, their names, what is told about them and how they are listed. */
public abstract class KinesisStreamsContract extends KinesisContract {

    @Test
    void aStreamIsCreatingAtFirstAndHasNoShards() {
        String name = newName("orders");
        kinesis.createStream(r -> r.streamName(name).shardCount(1));

        assertThat(describe(name).streamStatus()).isEqualTo(StreamStatus.CREATING);
        assertThat(describe(name).shards()).isEmpty();
        assertThat(describe(name).hasMoreShards()).isFalse();
        refusalOf(() -> put(name, "m")).isNotFound(notFound(name));
    }

    @Test
    void aStreamBecomesActive() {
        String name = stream("orders", 2);
        StreamDescription description = describe(name);

        assertThat(description.streamName()).isEqualTo(name);
        assertThat(description.streamARN()).isEqualTo("arn:aws:kinesis:eu-central-1:111111111111:stream/" + name);
        assertThat(description.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(description.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        assertThat(description.retentionPeriodHours()).isEqualTo(24);
        assertThat(description.encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(description.keyId()).isNull();
        assertThat(description.enhancedMonitoring()).singleElement()
                .satisfies(metrics -> assertThat(metrics.shardLevelMetrics()).isEmpty());
        assertThat(description.streamCreationTimestamp()).isNotNull();
        assertThat(ids(description.shards())).containsExactly(shardId(0), shardId(1));
    }

    @Test
    void shardsDivideTheHashKeysEvenly() {
        List<Shard> shards = describe(stream("orders", 3)).shards();

        assertThat(shards).extracting(shard -> shard.hashKeyRange().startingHashKey()).containsExactly(
                "0", "113427455640312821154458202477256070485", "226854911280625642308916404954512140970");
        assertThat(shards).extracting(shard -> shard.hashKeyRange().endingHashKey()).containsExactly(
                "113427455640312821154458202477256070484", "226854911280625642308916404954512140969", LAST_HASH);
        assertThat(shards).allSatisfy(shard -> {
            assertThat(shard.sequenceNumberRange().startingSequenceNumber()).matches("[1-9]\\d{55}");
            assertThat(shard.sequenceNumberRange().endingSequenceNumber()).isNull();
            assertThat(shard.parentShardId()).isNull();
            assertThat(shard.adjacentParentShardId()).isNull();
        });
    }

    @Test
    void theSummaryCountsShardsAndConsumers() {
        String name = stream("orders", 3);
        kinesis.registerStreamConsumer(r -> r.streamARN(arn(name)).consumerName("c"));
        StreamDescriptionSummary summary = summary(name);

        assertThat(summary.streamName()).isEqualTo(name);
        assertThat(summary.streamARN()).isEqualTo(arn(name));
        assertThat(summary.openShardCount()).isEqualTo(3);
        assertThat(summary.consumerCount()).isOne();
        assertThat(summary.retentionPeriodHours()).isEqualTo(24);
        assertThat(summary.encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(summary.streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        assertThat(summary.streamCreationTimestamp()).isEqualTo(describe(name).streamCreationTimestamp());
    }

    @Test
    void aStreamWithoutShardCountHasFour() {
        assertThat(describe(stream("orders", _ -> {})).shards()).hasSize(4);
    }

    @Test
    void aNameIsUsedOnce() {
        String name = newName("orders");
        kinesis.createStream(r -> r.streamName(name).shardCount(1));
        String message = "Stream " + name + " under account 111111111111 already exists.";

        refusalOf(() -> kinesis.createStream(r -> r.streamName(name).shardCount(1))).is("ResourceInUseException").says(message);
        settle(name);
        refusalOf(() -> kinesis.createStream(r -> r.streamName(name).shardCount(2))).is("ResourceInUseException").says(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "-", "..", "orders.fifo"})
    void namesHaveLettersDigitsAndThreeSigns(String name) {
        Caller carol = Caller.root(new AccountId("333333333333"), HOME);
        client(carol).createStream(r -> r.streamName(name).shardCount(1));

        assertThat(client(carol).listStreams().streamNames()).contains(name);
    }

    @Test
    void aNameMayHave128Characters() {
        String name = "%-128s".formatted(newName("n")).replace(' ', 'n');
        kinesis.createStream(r -> r.streamName(name).shardCount(1));

        assertThat(describe(name).streamName()).hasSize(128);
    }

    @Test
    void aDeletedStreamIsDeletingAndThenGone() {
        String name = stream("orders", 1);
        kinesis.deleteStream(r -> r.streamName(name));

        assertThat(status(name)).isEqualTo(StreamStatus.DELETING);
        refusalOf(() -> kinesis.createStream(r -> r.streamName(name).shardCount(1))).is("ResourceInUseException");
        passUntilGone(() -> describe(name));
        refusalOf(() -> describe(name)).isNotFound(notFound(name));
        assertThat(kinesis.listStreams(r -> r.limit(10_000)).streamNames()).doesNotContain(name);
    }

    @Test
    void aStreamMayBeDeletedWhileItIsCreated() {
        String name = newName("orders");
        kinesis.createStream(r -> r.streamName(name).shardCount(1));
        kinesis.deleteStream(r -> r.streamName(name));

        assertThat(status(name)).isEqualTo(StreamStatus.DELETING);
        passUntilGone(() -> describe(name));
    }

    @Test
    void aStreamThatIsCreatedAgainIsEmpty() {
        String name = stream("orders", 1);
        put(name, "old");
        kinesis.deleteStream(r -> r.streamName(name));
        passUntilGone(() -> describe(name));
        kinesis.createStream(r -> r.streamName(name).shardCount(1));
        settle(name);

        assertThat(texts(name, shardId(0))).isEmpty();
        put(name, "new");
        assertThat(texts(name, shardId(0))).containsExactly("new");
    }

    @ParameterizedTest
    @MethodSource("callsOnAStream")
    void whatIsNotThereIsNotFound(StreamCall call) {
        String name = newName("never-made");

        refusalOf(() -> call.on(kinesis, name)).isNotFound(notFound(name));
    }

    static Stream<StreamCall> callsOnAStream() {
        return Stream.of(
                (kinesis, name) -> kinesis.describeStream(r -> r.streamName(name)),
                (kinesis, name) -> kinesis.describeStreamSummary(r -> r.streamName(name)),
                (kinesis, name) -> kinesis.deleteStream(r -> r.streamName(name)),
                (kinesis, name) -> kinesis.listShards(r -> r.streamName(name)),
                (kinesis, name) -> kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(1))),
                (kinesis, name) -> kinesis.putRecords(r -> r.streamName(name).records(entry("k", "d"))),
                (kinesis, name) -> kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("9")),
                (kinesis, name) -> kinesis.mergeShards(r -> r.streamName(name).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1))),
                (kinesis, name) -> kinesis.updateShardCount(r -> r.streamName(name).targetShardCount(2).scalingType("UNIFORM_SCALING")),
                (kinesis, name) -> kinesis.increaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(25)),
                (kinesis, name) -> kinesis.decreaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(25)),
                (kinesis, name) -> kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("a", "b"))),
                (kinesis, name) -> kinesis.removeTagsFromStream(r -> r.streamName(name).tagKeys("a")),
                (kinesis, name) -> kinesis.listTagsForStream(r -> r.streamName(name)));
    }

    /** A call that names a stream. */
    interface StreamCall {
        void on(KinesisClient kinesis, String name);
    }

    @Test
    void aStreamIsNamedByNameOrArnOrBoth() {
        String name = stream("orders", 1);

        assertThat(kinesis.describeStream(r -> r.streamARN(arn(name))).streamDescription().streamName()).isEqualTo(name);
        assertThat(kinesis.describeStreamSummary(r -> r.streamARN(arn(name)).streamName(name)).streamDescriptionSummary().streamName())
                .isEqualTo(name);
        kinesis.putRecord(r -> r.streamARN(arn(name)).partitionKey("k").data(bytes(1)));
        kinesis.putRecords(r -> r.streamARN(arn(name)).streamName(name).records(entry("k", "d")));
        String iterator = kinesis.getShardIterator(r -> r.streamARN(arn(name)).shardId(shardId(0)).shardIteratorType("TRIM_HORIZON")).shardIterator();
        assertThat(kinesis.getRecords(r -> r.streamARN(arn(name)).shardIterator(iterator)).records()).hasSize(2);
        assertThat(kinesis.listShards(r -> r.streamARN(arn(name)).streamName(name)).shards()).hasSize(1);
        kinesis.deleteStream(r -> r.streamARN(arn(name)));
        assertThat(status(name)).isEqualTo(StreamStatus.DELETING);
    }

    @Test
    void aStreamHasToBeNamed() {
        refusalOf(() -> kinesis.describeStream(_ -> {})).is("InvalidArgumentException");
        refusalOf(() -> kinesis.putRecord(r -> r.partitionKey("k").data(bytes(1)))).is("InvalidArgumentException");
    }

    @Test
    void anArnOfNoStreamIsNotFound() {
        String name = newName("never-made");

        refusalOf(() -> kinesis.describeStream(r -> r.streamARN(arn(name)))).isNotFound(notFound(name));
    }

    private static String notFound(String name) {
        return "Stream " + name + " under account 111111111111 not found.";
    }
}
