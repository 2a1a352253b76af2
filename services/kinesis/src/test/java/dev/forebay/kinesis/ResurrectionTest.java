package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What was kept long enough is gone, on the disk or not: no longer retention brings it back. */
class ResurrectionTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void whatIsPastTheRetentionStaysGoneBeforeTheDiskIsFreed() {
        kinesis.stream("s", 1);
        put("old");
        kinesis.pass(Duration.ofSeconds(5));
        put("young");
        kinesis.clock.advance(Duration.ofHours(24).minus(Duration.ofSeconds(4)));
        assertThat(texts()).containsExactly("young");

        increase(48);

        assertThat(texts()).containsExactly("young");
    }

    @Test
    void aRestartDoesNotBringItBack() {
        kinesis.stream("s", 1);
        put("old");
        kinesis.clock.advance(Duration.ofHours(25));
        increase(8_760);

        kinesis.reopen();

        assertThat(texts()).isEmpty();
    }

    @Test
    void whatIsLetGoByALowerRetentionStaysGone() {
        kinesis.stream("s", 1);
        increase(48);
        put("old");
        kinesis.pass(Duration.ofSeconds(5));
        put("young");
        kinesis.clock.advance(Duration.ofHours(24).minus(Duration.ofSeconds(4)));
        kinesis.client().decreaseStreamRetentionPeriod(request -> request.streamName("s").retentionPeriodHours(24));

        increase(48);

        assertThat(texts()).containsExactly("young");
    }

    @Test
    void whatIsKeptIsKeptLonger() {
        kinesis.stream("s", 1);
        put("kept");
        increase(48);

        kinesis.pass(Duration.ofHours(47));

        assertThat(texts()).containsExactly("kept");
    }

    private void increase(int hours) {
        kinesis.client().increaseStreamRetentionPeriod(request -> request.streamName("s").retentionPeriodHours(hours));
    }

    private void put(String text) {
        kinesis.client().putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(text)));
    }

    private List<String> texts() {
        String iterator = kinesis.client().getShardIterator(request -> request.streamName("s").shardId("shardId-000000000000")
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        return kinesis.client().getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(record -> record.data().asUtf8String()).toList();
    }
}
