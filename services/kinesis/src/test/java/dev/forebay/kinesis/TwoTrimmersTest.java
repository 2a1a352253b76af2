package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The round of every ten minutes and a lowered retention may trim at the same time. */
class TwoTrimmersTest {
    private final WatchedStore store = new WatchedStore();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final KinesisService service = KinesisService.open(KinesisConfig.defaults(), Partitions.open(store), clock, timers, new FakeKms()::client);
    private final KinesisClient kinesis = service.client(InProcess.CALLER);

    @AfterEach
    void close() {
        service.close();
        timers.close();
        store.close();
    }

    @Test
    void noRowIsLeftOfAShardThatTheOtherOneRemoved() {
        kinesis.createStream(request -> request.streamName("s").shardCount(1));
        pass(Duration.ofSeconds(1));
        Stream stream = service.catalog().list(InProcess.CALLER.account(), InProcess.CALLER.region(), "").iterator().next();
        kinesis.putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("m")));
        Shard parent = stream.shards().get(0);
        pass(Duration.ofSeconds(30));
        kinesis.splitShard(request -> request.streamName("s").shardToSplit(parent.id()).newStartingHashKey("1000"));
        pass(Duration.ofSeconds(1));
        clock.advance(Duration.ofHours(24).minusSeconds(20));
        store.beforeNextScan(() -> {
            clock.advance(Duration.ofHours(1));
            service.retention().trim(stream);
        });

        service.retention().trim(stream);

        assertThat(stream.shards().get(0)).isNull();
        assertThat(store.get(Keys.of(parent.partition(), Tables.TIP, parent.record().incarnation()))).isEmpty();
    }

    private void pass(Duration time) {
        clock.advance(time);
        timers.run(10);
    }
}
