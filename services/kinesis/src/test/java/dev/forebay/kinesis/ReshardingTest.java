package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;

/** Shards that become others: whatever the order of splits, merges and divisions, the open ones cover all hash keys once. */
class ReshardingTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void randomTreesOfShardsStayWhole() {
        for (long seed = 0; seed < 40; seed++) {
            String name = "s" + seed;
            Random random = new Random(seed);
            Stream stream = kinesis.stream(name, 1 + random.nextInt(4));
            Map<Integer, ShardRecord> known = new HashMap<>();
            for (int step = 0; step < 25; step++) {
                change(stream, random);
                requireWhole(stream, known);
            }
            kinesis.client().deleteStream(request -> request.streamName(name));
            kinesis.pass(Duration.ofSeconds(1));
        }
    }

    private void change(Stream stream, Random random) {
        List<Shard> open = stream.shards().open();
        Shard one = open.get(random.nextInt(open.size()));
        int dice = random.nextInt(3);
        apply(stream, switch (dice) {
            case 0 -> new Change.Divide(Math.max(1, open.size() / 2 + random.nextInt(open.size() + 1)));
            case 1 -> open.size() == 1 ? new Change.Settle() : merge(open, random.nextInt(open.size() - 1));
            default -> split(one, random);
        });
    }

    private static Change split(Shard shard, Random random) {
        HashKeyRange range = shard.record().range();
        boolean isTooSmall = range.start().plusOne().compareTo(range.end()) >= 0;
        return isTooSmall ? new Change.Settle()
                : new Change.Split(shard.record().number(), random.nextBoolean() ? Middle.of(range) : range.start().plusOne());
    }

    private static Change merge(List<Shard> open, int place) {
        return new Change.Merge(open.get(place).record().number(), open.get(place + 1).record().number());
    }

    private void apply(Stream stream, Change change) {
        stream.decide((changes, now) -> {
            stream.update(changes, stream.record().updating(change));
            stream.endChange(changes, now);
            return null;
        });
        if (change instanceof Change.Divide(int count)) {
            assertThat(stream.shards().open()).extracting(shard -> shard.record().range()).isEqualTo(HashKeyRange.divide(count));
        }
        kinesis.clock.advance(Duration.ofMillis(700));
    }

    private static void requireWhole(Stream stream, Map<Integer, ShardRecord> known) {
        List<Shard> open = stream.shards().open();
        assertThat(open.getFirst().record().range().start()).isEqualTo(HashKey.MIN);
        assertThat(open.getLast().record().range().end()).isEqualTo(HashKey.MAX);
        for (int i = 1; i < open.size(); i++) {
            assertThat(open.get(i - 1).record().range().isBefore(open.get(i).record().range())).isTrue();
        }
        for (Shard shard : stream.shards().all()) {
            ShardRecord before = known.put(shard.record().number(), shard.record());
            assertThat(before == null || before.isOpen() || before.equals(shard.record())).as("a closed shard stays as it is").isTrue();
            requireAfter(stream, shard, shard.record().parent());
            requireAfter(stream, shard, shard.record().adjacentParent());
        }
    }

    private static void requireAfter(Stream stream, Shard child, int number) {
        if (number == ShardRecord.NONE) {
            return;
        }
        Shard parent = stream.shards().get(number);
        assertThat(parent.isOpen()).isFalse();
        assertThat(child.start().number()).isGreaterThan(parent.end().number());
        assertThat(child.record().number()).isGreaterThan(number);
        assertThat(Lineage.children(stream, parent)).extracting(ChildShard::shardId).contains(child.id());
    }

    @Test
    void theSameShardIsFoundForAHashKeyWhicheverWayOneLooks() {
        Random random = new Random(1);
        Stream stream = kinesis.stream("s", 4);
        for (int step = 0; step < 10; step++) {
            change(stream, random);
            Shards shards = stream.shards();
            for (int i = 0; i < 200; i++) {
                HashKey key = new HashKey(random.nextLong(), random.nextLong());
                assertThat(shards.open(shards.indexFor(key)).record().range().contains(key)).isTrue();
            }
            for (Shard shard : shards.open()) {
                assertThat(shards.open(shards.indexFor(shard.record().range().start()))).isSameAs(shard);
                assertThat(shards.open(shards.indexFor(shard.record().range().end()))).isSameAs(shard);
            }
        }
    }

    @Test
    void aSplitThatAStopInterruptsIsMadeAtTheNextStart() {
        kinesis.stream("s", 1);
        kinesis.client().splitShard(request -> request.streamName("s").shardToSplit("shardId-000000000000")
                .newStartingHashKey(BigInteger.TWO.pow(127).toString()));
        kinesis.reopen();
        assertThat(kinesis.find("s").record().status()).isEqualTo(StreamStatus.UPDATING);
        kinesis.pass(Duration.ofSeconds(1));

        assertThat(kinesis.find("s").record().status()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(kinesis.find("s").shards().open()).extracting(Shard::id).containsExactly("shardId-000000000001", "shardId-000000000002");
    }

    @Test
    void oneChangeAtATime() {
        kinesis.stream("s", 2);
        kinesis.client().mergeShards(request -> request.streamName("s").shardToMerge("shardId-000000000000").adjacentShardToMerge("shardId-000000000001"));

        assertThatThrownBy(() -> kinesis.client().splitShard(request -> request.streamName("s").shardToSplit("shardId-000000000000")
                .newStartingHashKey("17"))).isInstanceOf(ResourceInUseException.class);
    }

    @Test
    void shardsThatAreNoNeighboursAreNotMerged() {
        kinesis.stream("s", 3);

        assertThatThrownBy(() -> kinesis.client().mergeShards(request -> request.streamName("s").shardToMerge("shardId-000000000000")
                .adjacentShardToMerge("shardId-000000000002"))).isInstanceOf(InvalidArgumentException.class);
        assertThat(kinesis.find("s").record().status()).isEqualTo(StreamStatus.ACTIVE);
    }
}
