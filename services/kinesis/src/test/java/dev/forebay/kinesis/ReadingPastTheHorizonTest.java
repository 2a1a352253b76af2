package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Partitions;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What is past the horizon and still on the disk costs a reader next to nothing. */
class ReadingPastTheHorizonTest {
    private static final int PER_MINUTE = 60;

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
    void aReaderLeapsOverMinutesOfRecords() {
        kinesis.createStream(request -> request.streamName("s").shardCount(1));
        clock.advance(Duration.ofSeconds(1));
        timers.run(10);
        for (int i = 0; i < 10 * PER_MINUTE; i++) {
            put(Integer.toString(i));
            clock.advance(Duration.ofSeconds(1));
        }
        clock.advance(Duration.ofHours(24).minusSeconds(5));
        String iterator = kinesis.getShardIterator(request -> request.streamName("s").shardId("shardId-000000000000")
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        store.takeValues();

        GetRecordsResponse response = kinesis.getRecords(request -> request.shardIterator(iterator));

        assertThat(response.records()).extracting(record -> record.data().asUtf8String()).containsExactly("595", "596", "597", "598", "599");
        assertThat(store.takeValues()).isLessThan(PER_MINUTE);
    }

    private void put(String text) {
        kinesis.putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(text)));
    }
}
