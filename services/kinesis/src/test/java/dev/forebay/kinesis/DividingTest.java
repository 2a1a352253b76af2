package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.model.ScalingType;

/** Whatever the shards were, a count makes as many of the same size, by splits and merges of two. */
class DividingTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "2, 3", "3, 2", "3, 5", "5, 3", "7, 13", "13, 7", "8, 8", "100, 199", "101, 51"})
    void rangesAreEqualAfterwards(int from, int to) {
        Stream stream = kinesis.stream("s", from);
        recount(to);

        assertThat(ranges(stream)).isEqualTo(HashKeyRange.divide(to));
        assertThat(stream.shards().all()).allSatisfy(shard -> assertThat(Lineage.children(stream, shard).isEmpty()).isEqualTo(shard.isOpen()));
    }

    @Test
    void shardsOfAnySizeBecomeEqual() {
        Random random = new Random(7);
        Stream stream = kinesis.stream("s", 1);
        for (int i = 0; i < 20; i++) {
            Shard shard = stream.shards().open().get(random.nextInt(stream.shards().openCount()));
            HashKey at = Middle.of(shard.record().range());
            kinesis.client().splitShard(request -> request.streamName("s").shardToSplit(shard.id()).newStartingHashKey(at.toString()));
            kinesis.pass(Duration.ofSeconds(1));
        }
        recount(17);

        assertThat(ranges(stream)).isEqualTo(HashKeyRange.divide(17));
    }

    @Test
    void tenThousandShardsAreDividedAtOnce() {
        Stream stream = kinesis.stream("s", 5_000);
        recount(10_000);

        assertThat(ranges(stream)).isEqualTo(HashKeyRange.divide(10_000));
    }

    private void recount(int count) {
        kinesis.client().updateShardCount(request -> request.streamName("s").targetShardCount(count).scalingType(ScalingType.UNIFORM_SCALING));
        kinesis.pass(Duration.ofSeconds(1));
    }

    private static List<HashKeyRange> ranges(Stream stream) {
        return stream.shards().open().stream().map(shard -> shard.record().range()).toList();
    }
}
