package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/** A stream on demand has room for twice the highest load of the last thirty days. */
class OnDemandTest {
    private static final byte[] LARGE = new byte[1 << 20];

    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void itBeginsWithFourShards() {
        assertThat(make().shards().openCount()).isEqualTo(4);
    }

    @Test
    void itStaysAsItIsWhileLittleComes() {
        Stream stream = make();
        for (int minute = 0; minute < 60; minute++) {
            put(1);
            minute();
        }
        assertThat(stream.shards().openCount()).isEqualTo(4);
    }

    @Test
    void itDoublesWhenMoreThanHalfIsUsed() {
        Stream stream = make();
        load(130);

        assertThat(stream.shards().openCount()).isEqualTo(8);
        assertThat(stream.shards().open()).extracting(shard -> shard.record().range()).isEqualTo(HashKeyRange.divide(8));
    }

    @Test
    void itDoublesUntilItIsEnough() {
        Stream stream = make();
        load(500);
        minute();
        minute();
        kinesis.pass(Duration.ofSeconds(1));

        assertThat(stream.shards().openCount()).isEqualTo(32);
    }

    @Test
    void itShrinksOnceThirtyDaysAskedForLess() {
        Stream stream = make();
        load(130);
        days(29);
        assertThat(stream.shards().openCount()).isEqualTo(8);

        days(3);
        assertThat(stream.shards().openCount()).isEqualTo(4);
        days(31);
        assertThat(stream.shards().openCount()).isEqualTo(4);
    }

    @Test
    void aProvisionedStreamIsLeftAlone() {
        Stream stream = kinesis.stream("s", 1);
        load(130);

        assertThat(stream.shards().openCount()).isEqualTo(1);
    }

    private Stream make() {
        kinesis.client().createStream(request -> request.streamName("s").streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND)));
        // It is measured from the second minute on.
        minute();
        return kinesis.find("s");
    }

    /** So many MiB within a minute. */
    private void load(int mebibytes) {
        for (int i = 0; i < mebibytes; i += 5) {
            put(5);
        }
        minute();
        kinesis.pass(Duration.ofSeconds(1));
    }

    private void put(int mebibytes) {
        List<PutRecordsRequestEntry> entries = IntStream.range(0, mebibytes).mapToObj(i -> PutRecordsRequestEntry.builder()
                .partitionKey("k" + i).data(SdkBytes.fromByteArrayUnsafe(LARGE)).build()).toList();
        kinesis.client().putRecords(request -> request.streamName("s").records(entries));
    }

    private void minute() {
        kinesis.pass(Duration.ofMinutes(1));
    }

    private void days(int days) {
        for (int minute = 0; minute < days * 24 * 60; minute++) {
            minute();
        }
    }
}
