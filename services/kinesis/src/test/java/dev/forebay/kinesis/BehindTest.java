package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A reader is told how old is what it got, and zero only where it has everything. */
class BehindTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void aReaderIsBehindByTheAgeOfWhatItGot() {
        kinesis.stream("s", 1);
        put();
        kinesis.pass(Duration.ofSeconds(30));
        put();

        assertThat(first().millisBehindLatest()).isEqualTo(30_000);
    }

    @Test
    void whoHasMoreToReadIsNeverToldZero() {
        kinesis.stream("s", 1);
        put();
        put();

        assertThat(first().millisBehindLatest()).isPositive();
    }

    @Test
    void whoHasEverythingIsNotBehindHoweverOldItIs() {
        kinesis.stream("s", 1);
        put();
        kinesis.pass(Duration.ofSeconds(30));

        assertThat(first().millisBehindLatest()).isZero();
    }

    private void put() {
        kinesis.client().putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String("m")));
    }

    private GetRecordsResponse first() {
        String iterator = kinesis.client().getShardIterator(request -> request.streamName("s").shardId(ShardId.of(0))
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        return kinesis.client().getRecords(request -> request.shardIterator(iterator).limit(1));
    }
}
