package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;

/** Resharding: splits, merges and scaling, what becomes of parents, and that no hash key is ever without a shard. */
public abstract class KinesisReshardingContract extends KinesisContract {
    private static final BigInteger LAST = new BigInteger(LAST_HASH);

    @Test
    void aSplitShardHasTwoChildren() {
        String name = stream("orders", 1);
        split(name, 0, "1000");
        List<Shard> shards = shards(name);

        assertThat(ids(shards)).containsExactly(shardId(0), shardId(1), shardId(2));
        assertThat(shards).extracting(Shard::parentShardId).containsExactly(null, shardId(0), shardId(0));
        assertThat(shards).extracting(Shard::adjacentParentShardId).containsOnlyNulls();
        assertThat(shards).extracting(shard -> shard.hashKeyRange().startingHashKey()).containsExactly("0", "0", "1000");
        assertThat(shards).extracting(shard -> shard.hashKeyRange().endingHashKey()).containsExactly(LAST_HASH, "999", LAST_HASH);
        assertThat(summary(name).openShardCount()).isEqualTo(2);
    }

    @Test
    void aClosedShardHasALastNumberAndItsChildrenBeginAfterIt() {
        String name = stream("orders", 1);
        String last = put(name, "m").sequenceNumber();
        split(name, 0, "1000");
        List<Shard> shards = shards(name);
        BigInteger end = new BigInteger(shards.getFirst().sequenceNumberRange().endingSequenceNumber());

        assertThat(end).isGreaterThan(new BigInteger(last));
        assertThat(openShards(name)).hasSize(2).allSatisfy(child ->
                assertThat(new BigInteger(child.sequenceNumberRange().startingSequenceNumber())).isGreaterThan(end));
    }

    @Test
    void mergedShardsHaveOneChild() {
        String name = stream("orders", 3);
        merge(name, 0, 1);
        Shard child = shards(name).getLast();

        assertThat(child.shardId()).isEqualTo(shardId(3));
        assertThat(child.parentShardId()).isEqualTo(shardId(0));
        assertThat(child.adjacentParentShardId()).isEqualTo(shardId(1));
        assertThat(child.hashKeyRange().startingHashKey()).isEqualTo("0");
        assertThat(child.hashKeyRange().endingHashKey()).isEqualTo("226854911280625642308916404954512140969");
        assertThat(ids(openShards(name))).containsExactly(shardId(2), shardId(3));
    }

    @Test
    void aStreamIsUpdatingMeanwhileAndTakesRecords() {
        String name = stream("orders", 1);
        kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("2"));

        assertThat(describe(name).streamStatus()).isEqualTo(StreamStatus.UPDATING);
        assertThat(ids(describe(name).shards())).containsExactly(shardId(0));
        assertThat(put(name, "meanwhile", r -> r.explicitHashKey("1")).shardId()).isEqualTo(shardId(0));
        String message = "Stream " + name + " under account 111111111111 not ACTIVE, instead in state UPDATING";
        refusalOf(() -> kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("2")))
                .is("ResourceInUseException").says(message);
        refusalOf(() -> kinesis.updateShardCount(r -> r.streamName(name).targetShardCount(2).scalingType("UNIFORM_SCALING")))
                .is("ResourceInUseException").says(message);
        settle(name);
        assertThat(texts(name, shardId(0))).containsExactly("meanwhile");
    }

    @Test
    void recordsGoToChildrenAndParentsStayReadable() {
        String name = stream("orders", 1);
        put(name, "before", r -> r.explicitHashKey("999"));
        split(name, 0, "1000");

        assertThat(put(name, "low", r -> r.explicitHashKey("999")).shardId()).isEqualTo(shardId(1));
        assertThat(put(name, "high", r -> r.explicitHashKey("1000")).shardId()).isEqualTo(shardId(2));
        assertThat(texts(name, shardId(0))).containsExactly("before");
        assertThat(texts(name, shardId(1))).containsExactly("low");
        assertThat(texts(name, shardId(2))).containsExactly("high");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", LAST_HASH, "999999999999999999999999999999999999999"})
    void aShardIsSplitWithinItsHashKeys(String hash) {
        String name = stream("orders", 1);

        refusalOf(() -> kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey(hash))).isInvalidArgument(
                "NewStartingHashKey " + hash + " used in SplitShard() on shard shardId-000000000000 in stream " + name
                        + " under account 111111111111 is not both greater than one plus the shard's StartingHashKey 0 and less than the"
                        + " shard's EndingHashKey 340282366920938463463374607431768211455.");
    }

    @Test
    void onlyTheNumberOfAShardCounts() {
        String name = stream("orders", 1);
        kinesis.splitShard(r -> r.streamName(name).shardToSplit("whatever-0").newStartingHashKey("1000"));
        settle(name);

        assertThat(openShards(name)).hasSize(2);
    }

    @Test
    void theNarrowestSplitLeavesTwoHashKeys() {
        String name = stream("orders", 1);
        split(name, 0, "2");

        assertThat(openShards(name).getFirst().hashKeyRange().endingHashKey()).isEqualTo("1");
    }

    @Test
    void shardsThatAreNotThereAreNeitherSplitNorMerged() {
        String name = stream("orders", 2);
        String five = "Could not find shard shardId-000000000005 in stream " + name + " under account 111111111111.";
        String word = "Could not find shard ABKLFD8 in stream " + name + " under account 111111111111.";

        refusalOf(() -> split(name, 5, "2")).isNotFound(five);
        refusalOf(() -> merge(name, 0, 5)).isNotFound(five);
        refusalOf(() -> merge(name, 5, 1)).isNotFound(five);
        refusalOf(() -> kinesis.splitShard(r -> r.streamName(name).shardToSplit("ABKLFD8").newStartingHashKey("2"))).isNotFound(word);
    }

    @Test
    void aClosedShardIsNotSplitAgain() {
        String name = stream("orders", 1);
        split(name, 0, "1000");

        refusalOf(() -> split(name, 0, "2000"));
        assertThat(shards(name)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "0, 0"})
    void onlyNeighboursAreMerged(int one, int other) {
        String name = stream("orders", 3);

        refuseToMerge(name, one, other);
    }

    /** AWS: the lower one is named first. */
    @Test
    void neighboursAreMergedInTheirOrder() {
        refuseToMerge(stream("orders", 3), 1, 0);
    }

    private void refuseToMerge(String name, int one, int other) {
        refusalOf(() -> merge(name, one, other)).isInvalidArgument("Shards " + shardId(one) + " and " + shardId(other) + " in stream " + name
                + " under account 111111111111 are not an adjacent pair of shards eligible for merging");
    }

    @Test
    void scalingUpSplitsEveryShard() {
        String name = stream("orders", 2);
        UpdateShardCountResponse answer = scale(name, 4);

        assertThat(answer.streamName()).isEqualTo(name);
        assertThat(answer.streamARN()).isEqualTo(arn(name));
        assertThat(answer.currentShardCount()).isEqualTo(2);
        assertThat(answer.targetShardCount()).isEqualTo(4);
        assertThat(shards(name)).hasSize(6);
        assertThat(openShards(name)).extracting(Shard::parentShardId).containsExactlyInAnyOrder(shardId(0), shardId(0), shardId(1), shardId(1));
        assertCovered(name, 4);
    }

    @Test
    void scalingDownMergesShards() {
        String name = stream("orders", 4);
        scale(name, 2);

        assertThat(shards(name)).hasSize(6);
        assertThat(openShards(name)).extracting(Shard::adjacentParentShardId).containsExactlyInAnyOrder(shardId(1), shardId(3));
        assertCovered(name, 2);
    }

    @ParameterizedTest
    @CsvSource({"2, 3", "3, 2", "3, 4", "5, 7", "7, 4", "5, 10"})
    void anyCountGivesEqualShards(int from, int to) {
        String name = stream("orders", from);
        for (int i = 0; i < 50; i++) {
            put(name, "m" + i);
        }
        scale(name, to);

        assertCovered(name, to);
        assertThat(shards(name).stream().mapToInt(shard -> texts(name, shard.shardId()).size()).sum()).isEqualTo(50);
        assertThat(put(name, "m", r -> r.explicitHashKey(LAST_HASH)).shardId()).isIn(ids(openShards(name)));
    }

    /** Open shards have all hash keys, each one once, and about as many each. */
    private void assertCovered(String name, int count) {
        List<Shard> open = openShards(name).stream().sorted(Comparator.comparing(shard -> new BigInteger(shard.hashKeyRange().startingHashKey()))).toList();
        assertThat(open).hasSize(count);
        BigInteger next = BigInteger.ZERO;
        for (Shard shard : open) {
            BigInteger end = new BigInteger(shard.hashKeyRange().endingHashKey());
            assertThat(shard.hashKeyRange().startingHashKey()).isEqualTo(next.toString());
            BigInteger even = LAST.divide(BigInteger.valueOf(count));
            assertThat(end.subtract(next)).isBetween(even.subtract(BigInteger.valueOf(count)), even.add(BigInteger.valueOf(count)));
            next = end.add(BigInteger.ONE);
        }
        assertThat(next).isEqualTo(LAST.add(BigInteger.ONE));
    }

    @Test
    void aStreamIsAtMostDoubled() {
        String name = stream("orders", 2);

        refusalOf(() -> scale(name, 5)).is("LimitExceededException").saysLike("UpdateShardCount cannot scale up over double your current open"
                + " shard count\\. Current open shard count: 2,? Target shard count: 5");
    }

    @Test
    void aStreamIsAtMostHalved() {
        String name = stream("orders", 6);

        refusalOf(() -> scale(name, 2)).is("LimitExceededException").saysLike("UpdateShardCount cannot scale down below half your current open"
                + " shard count\\. Current open shard count: 6,? Target shard count: 2");
    }

    @Test
    void aStreamIsScaledTenTimesADay() {
        String name = stream("orders", 1);
        for (int i = 0; i < 5; i++) {
            scale(name, 2);
            scale(name, 1);
        }

        refusalOf(() -> scale(name, 2)).is("LimitExceededException");
        pass(Duration.ofHours(24));
        assertThat(scale(name, 2).targetShardCount()).isEqualTo(2);
    }

    private void split(String name, int shard, String hash) {
        kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(shard)).newStartingHashKey(hash));
        settle(name);
    }

    private void merge(String name, int one, int other) {
        kinesis.mergeShards(r -> r.streamName(name).shardToMerge(shardId(one)).adjacentShardToMerge(shardId(other)));
        settle(name);
    }

    private UpdateShardCountResponse scale(String name, int count) {
        UpdateShardCountResponse answer = kinesis.updateShardCount(r -> r.streamName(name).targetShardCount(count).scalingType("UNIFORM_SCALING"));
        settle(name);
        return answer;
    }
}
