package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;

/** Lists of shards: their pages and their filters. */
public abstract class KinesisShardsContract extends KinesisContract {

    @Test
    void aListGoesOnByToken() {
        String name = stream("orders", 5);
        ListShardsResponse first = kinesis.listShards(r -> r.streamName(name).maxResults(2));
        ListShardsResponse second = kinesis.listShards(r -> r.nextToken(first.nextToken()).maxResults(2));
        ListShardsResponse last = kinesis.listShards(r -> r.nextToken(second.nextToken()));

        assertThat(ids(first.shards())).containsExactly(shardId(0), shardId(1));
        assertThat(ids(second.shards())).containsExactly(shardId(2), shardId(3));
        assertThat(ids(last.shards())).containsExactly(shardId(4));
        assertThat(last.nextToken()).isNull();
    }

    @Test
    void aListThatEndsOnTheLastShardHasNoToken() {
        String name = stream("orders", 2);

        assertThat(kinesis.listShards(r -> r.streamName(name).maxResults(2)).nextToken()).isNull();
    }

    @Test
    void aListHasAThousandShardsUnlessMoreAreAskedFor() {
        String name = stream("orders", 1_001);

        assertThat(kinesis.listShards(r -> r.streamName(name)).shards()).hasSize(1_000);
        assertThat(kinesis.listShards(r -> r.streamName(name).maxResults(10_000)).shards()).hasSize(1_001);
    }

    @Test
    void aListMayBeginAfterAShard() {
        String name = stream("orders", 4);

        assertThat(ids(kinesis.listShards(r -> r.streamName(name).exclusiveStartShardId(shardId(1))).shards()))
                .containsExactly(shardId(2), shardId(3));
        assertThat(kinesis.listShards(r -> r.streamName(name).exclusiveStartShardId(shardId(3))).shards()).isEmpty();
    }

    @Test
    void aTokenStandsForItsStream() {
        String name = stream("orders", 2);
        String token = kinesis.listShards(r -> r.streamName(name).maxResults(1)).nextToken();

        refusalOf(() -> kinesis.listShards(r -> r.streamName(name).nextToken(token)))
                .isInvalidArgument("NextToken and StreamName cannot be provided together.");
        refusalOf(() -> kinesis.listShards(r -> r.streamARN(arn(name)).nextToken(token)))
                .isInvalidArgument("NextToken and StreamARN cannot be provided together.");
        refusalOf(() -> kinesis.listShards(r -> r.exclusiveStartShardId(shardId(0)).nextToken(token)))
                .isInvalidArgument("NextToken and ExclusiveStartShardId cannot be provided together.");
    }

    @Test
    void aTokenLivesFiveMinutes() {
        String name = stream("orders", 2);
        String token = kinesis.listShards(r -> r.streamName(name).maxResults(1)).nextToken();
        pass(Duration.ofSeconds(299));
        assertThat(kinesis.listShards(r -> r.nextToken(token)).shards()).hasSize(1);
        pass(Duration.ofSeconds(2));

        refusalOf(() -> kinesis.listShards(r -> r.nextToken(token))).is("ExpiredNextTokenException");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        refusalOf(() -> kinesis.listShards(r -> r.nextToken("nonsense"))).is("InvalidArgumentException");
    }

    @Test
    void shardsAfterAShard() {
        String name = stream("orders", 4);

        assertThat(filtered(name, filter -> filter.type(ShardFilterType.AFTER_SHARD_ID).shardId(shardId(1))))
                .containsExactly(shardId(2), shardId(3));
    }

    @Test
    void shardsAtAndFromTheEnds() {
        String name = stream("orders", 1);
        pass(SECOND.multipliedBy(10));
        split(name);

        assertThat(filtered(name, filter -> filter.type(ShardFilterType.AT_LATEST))).containsExactly(shardId(1), shardId(2));
        assertThat(filtered(name, filter -> filter.type(ShardFilterType.AT_TRIM_HORIZON))).containsExactly(shardId(0));
        assertThat(filtered(name, filter -> filter.type(ShardFilterType.FROM_TRIM_HORIZON)))
                .containsExactly(shardId(0), shardId(1), shardId(2));
    }

    @Test
    void shardsAtAndFromATime() {
        String name = stream("orders", 1);
        pass(SECOND.multipliedBy(10));
        put(name, "before");
        Instant before = drain(horizon(name, shardId(0))).getFirst().approximateArrivalTimestamp();
        pass(SECOND.multipliedBy(10));
        split(name);
        pass(SECOND.multipliedBy(10));
        put(name, "after", r -> r.explicitHashKey("0"));
        Instant after = drain(horizon(name, shardId(1))).getFirst().approximateArrivalTimestamp();

        assertThat(at(name, ShardFilterType.AT_TIMESTAMP, before)).containsExactly(shardId(0));
        assertThat(at(name, ShardFilterType.AT_TIMESTAMP, after)).containsExactly(shardId(1), shardId(2));
        assertThat(at(name, ShardFilterType.FROM_TIMESTAMP, before)).containsExactly(shardId(0), shardId(1), shardId(2));
        assertThat(at(name, ShardFilterType.FROM_TIMESTAMP, after)).containsExactly(shardId(1), shardId(2));
    }

    @Test
    void aFilterLastsForAllPages() {
        String name = stream("orders", 2);
        kinesis.updateShardCount(r -> r.streamName(name).targetShardCount(4).scalingType("UNIFORM_SCALING"));
        settle(name);
        List<String> open = ids(openShards(name));
        ListShardsResponse first = kinesis.listShards(r -> r.streamName(name).maxResults(3).shardFilter(f -> f.type(ShardFilterType.AT_LATEST)));
        ListShardsResponse second = kinesis.listShards(r -> r.nextToken(first.nextToken()));

        assertThat(ids(first.shards())).isEqualTo(open.subList(0, 3));
        assertThat(ids(second.shards())).isEqualTo(open.subList(3, 4));
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_TIMESTAMP", "FROM_TIMESTAMP"})
    void aFilterByTimeHasATime(ShardFilterType type) {
        String name = stream("orders", 1);

        refusalOf(() -> filtered(name, filter -> filter.type(type))).is("InvalidArgumentException");
    }

    @Test
    void aFilterByShardHasAShard() {
        String name = stream("orders", 1);

        refusalOf(() -> filtered(name, filter -> filter.type(ShardFilterType.AFTER_SHARD_ID))).is("InvalidArgumentException");
    }

    @Test
    void aShardThatNobodyCanReadAnyMoreIsGone() {
        String name = stream("orders", 1);
        split(name);
        assertThat(shards(name)).hasSize(3);
        pass(HOUR.multipliedBy(25));
        put(name, "m");

        assertThat(ids(shards(name))).containsExactly(shardId(1), shardId(2));
        assertThat(describe(name).shards()).extracting(Shard::shardId).containsExactly(shardId(1), shardId(2));
        assertThat(filtered(name, filter -> filter.type(ShardFilterType.AT_TRIM_HORIZON))).containsExactly(shardId(1), shardId(2));
    }

    private void split(String name) {
        kinesis.splitShard(r -> r.streamName(name).shardToSplit(shardId(0)).newStartingHashKey("1000"));
        settle(name);
    }

    private List<String> at(String name, ShardFilterType type, Instant time) {
        return filtered(name, filter -> filter.type(type).timestamp(time));
    }

    private List<String> filtered(String name, Consumer<ShardFilter.Builder> filter) {
        Consumer<ListShardsRequest.Builder> request = r -> r.streamName(name).shardFilter(filter);
        return ids(kinesis.listShards(request).shards());
    }
}
