package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeLimitsResponse;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutputStatus;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** Modes, limits, settings of an account, encryption, enhanced monitoring. */
public abstract class KinesisSettingsContract extends KinesisContract {

    @Test
    void anOnDemandStreamBeginsWithFourShards() {
        String name = onDemandStream("orders");

        assertThat(summary(name).streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
        assertThat(summary(name).openShardCount()).isEqualTo(4);
        put(name, "1", r -> r.explicitHashKey(LAST_HASH));
        assertThat(texts(name, shardId(3))).containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource("reshardings")
    void anOnDemandStreamIsNotReshardedByItsOwner(KinesisStreamsContract.StreamCall call) {
        String name = onDemandStream("orders");

        refusalOf(() -> call.on(kinesis, name)).is("ValidationException")
                .says("Request is invalid. Stream " + name + " under account 111111111111 is in On-Demand mode.");
    }

    static Stream<KinesisStreamsContract.StreamCall> reshardings() {
        return Stream.of(
                (kinesis, name) -> kinesis.updateShardCount(r -> r.streamName(name).targetShardCount(3).scalingType("UNIFORM_SCALING")),
                (kinesis, name) -> kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("9")),
                (kinesis, name) -> kinesis.mergeShards(r -> r.streamName(name).shardToMerge(shardId(0)).adjacentShardToMerge(shardId(1))));
    }

    @Test
    void aModeChangesAndShardsStay() {
        String name = stream("orders", 2);
        put(name, "1", r -> r.explicitHashKey("0"));
        mode(name, StreamMode.ON_DEMAND);
        assertThat(describe(name).streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
        mode(name, StreamMode.PROVISIONED);

        assertThat(describe(name).streamModeDetails().streamMode()).isEqualTo(StreamMode.PROVISIONED);
        assertThat(summary(name).openShardCount()).isGreaterThanOrEqualTo(2);
        assertThat(texts(name, shardId(0))).containsExactly("1");
    }

    @Test
    void aModeChangesTwiceADay() {
        String name = stream("orders", 2);
        mode(name, StreamMode.ON_DEMAND);
        mode(name, StreamMode.PROVISIONED);

        refusalOf(() -> mode(name, StreamMode.ON_DEMAND)).is("LimitExceededException");
        pass(Duration.ofHours(24));
        mode(name, StreamMode.ON_DEMAND);
    }

    private void mode(String name, StreamMode mode) {
        kinesis.updateStreamMode(r -> r.streamARN(arn(name)).streamModeDetails(details -> details.streamMode(mode)));
        settle(name);
    }

    @Test
    void limitsCountShardsAndStreamsOfAnAccount() {
        kinesis = client(Caller.root(new AccountId("333333333334"), HOME));
        DescribeLimitsResponse before = kinesis.describeLimits();
        stream("orders", 3);
        onDemandStream("bills");
        DescribeLimitsResponse after = kinesis.describeLimits();

        assertThat(before.shardLimit()).isPositive();
        assertThat(before.onDemandStreamCountLimit()).isPositive();
        assertThat(after.openShardCount() - before.openShardCount()).isIn(3, 7);
        assertThat(after.onDemandStreamCount() - before.onDemandStreamCount()).isOne();
        assertThat(client(Caller.root(new AccountId("333333333337"), HOME)).describeLimits().openShardCount()).isZero();
    }

    @Test
    void anAccountHasNoMoreShardsThanItsLimit() {
        KinesisClient carol = client(Caller.root(new AccountId("333333333335"), HOME));
        int limit = carol.describeLimits().shardLimit();

        refusalOf(() -> carol.createStream(r -> r.streamName("huge").shardCount(limit + 1))).is("LimitExceededException")
                .saysLike("This request would exceed the shard limit for the account 333333333335 in eu-central-1\\. Current shard count for"
                        + " the account: 0\\. Limit: " + limit + "\\. Number of additional shards that would have resulted from this request: "
                        + (limit + 1) + "\\..*");
    }

    @Test
    void anAccountCommitsItself() {
        KinesisClient carol = client(Caller.root(new AccountId("333333333336"), HOME));
        assertThat(carol.describeAccountSettings(_ -> {}).minimumThroughputBillingCommitment().status())
                .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
        carol.updateAccountSettings(r -> r.minimumThroughputBillingCommitment(c -> c.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));

        assertThat(carol.describeAccountSettings(_ -> {}).minimumThroughputBillingCommitment().status())
                .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.ENABLED);
        assertThat(kinesis.describeAccountSettings(_ -> {}).minimumThroughputBillingCommitment().status())
                .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
    }

    @Test
    void anEncryptedStreamSaysSoWithEveryRecord() {
        String name = stream("orders", 1);
        put(name, "plain");
        encrypt(name);

        assertThat(describe(name).encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(describe(name).keyId()).isEqualTo("alias/aws/kinesis");
        assertThat(summary(name).encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(put(name, "secret").encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(putAll(name, "secrets").encryptionType()).isEqualTo(EncryptionType.KMS);
        assertThat(drain(horizon(name, shardId(0)))).extracting(Record::encryptionType).containsExactly(null, EncryptionType.KMS, EncryptionType.KMS);
        assertThat(texts(name, shardId(0))).containsExactly("plain", "secret", "secrets");
    }

    @Test
    void encryptionStops() {
        String name = stream("orders", 1);
        encrypt(name);
        put(name, "secret");
        kinesis.stopStreamEncryption(r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"));
        settle(name);

        assertThat(describe(name).encryptionType()).isEqualTo(EncryptionType.NONE);
        assertThat(describe(name).keyId()).isNull();
        assertThat(put(name, "plain").encryptionType()).isNull();
        assertThat(drain(horizon(name, shardId(0)))).extracting(Record::encryptionType).containsExactly(EncryptionType.KMS, null);
    }

    private void encrypt(String name) {
        kinesis.startStreamEncryption(r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId("alias/aws/kinesis"));
        settle(name);
    }

    @Test
    void shardMetricsAreChosen() {
        String name = stream("orders", 1);
        var enabled = kinesis.enableEnhancedMonitoring(r -> r.streamName(name)
                .shardLevelMetrics(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_RECORDS));
        settle(name);
        var disabled = kinesis.disableEnhancedMonitoring(r -> r.streamName(name).shardLevelMetrics(MetricsName.INCOMING_BYTES));
        settle(name);

        assertThat(enabled.streamName()).isEqualTo(name);
        assertThat(enabled.streamARN()).isEqualTo(arn(name));
        assertThat(enabled.currentShardLevelMetrics()).isEmpty();
        assertThat(enabled.desiredShardLevelMetrics()).containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_RECORDS);
        assertThat(disabled.currentShardLevelMetrics()).containsExactlyInAnyOrder(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_RECORDS);
        assertThat(disabled.desiredShardLevelMetrics()).containsExactly(MetricsName.OUTGOING_RECORDS);
        assertThat(describe(name).enhancedMonitoring()).singleElement()
                .satisfies(metrics -> assertThat(metrics.shardLevelMetrics()).containsExactly(MetricsName.OUTGOING_RECORDS));
    }

    @Test
    void allShardMetricsAreSeven() {
        String name = stream("orders", 1);
        kinesis.enableEnhancedMonitoring(r -> r.streamName(name).shardLevelMetrics(MetricsName.ALL));
        settle(name);

        assertThat(describe(name).enhancedMonitoring().getFirst().shardLevelMetrics()).contains(MetricsName.INCOMING_BYTES,
                MetricsName.INCOMING_RECORDS, MetricsName.OUTGOING_BYTES, MetricsName.OUTGOING_RECORDS,
                MetricsName.WRITE_PROVISIONED_THROUGHPUT_EXCEEDED, MetricsName.READ_PROVISIONED_THROUGHPUT_EXCEEDED,
                MetricsName.ITERATOR_AGE_MILLISECONDS);
        kinesis.disableEnhancedMonitoring(r -> r.streamName(name).shardLevelMetrics(MetricsName.ALL));
        settle(name);
        assertThat(describe(name).enhancedMonitoring().getFirst().shardLevelMetrics()).isEmpty();
    }
}
