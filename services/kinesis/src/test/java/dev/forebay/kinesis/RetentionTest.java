package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Keys;
import dev.forebay.store.Scan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Records go when they have been kept long enough, and stay gone; shards go with their last record. */
class RetentionTest {
    private static final String SHARD = "shardId-000000000000";

    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void recordsAreThereToTheLastMillisecondAndNotLonger() {
        kinesis.stream("s", 1);
        put("one");
        kinesis.clock.advance(Duration.ofHours(24));

        assertThat(read(SHARD)).containsExactly("one");
        kinesis.clock.advance(Duration.ofMillis(1));
        assertThat(read(SHARD)).isEmpty();
    }

    @Test
    void aLongerRetentionKeepsWhatIsStillThere() {
        kinesis.stream("s", 1);
        put("one");
        kinesis.clock.advance(Duration.ofHours(23));
        keep(48);
        kinesis.pass(Duration.ofHours(24));

        assertThat(read(SHARD)).containsExactly("one");
    }

    @Test
    void aLongerRetentionDoesNotBringBackWhatIsGone() {
        kinesis.stream("s", 1);
        put("one");
        kinesis.clock.advance(Duration.ofHours(25));
        keep(48);

        assertThat(read(SHARD)).isEmpty();
        kinesis.reopen();
        assertThat(read(SHARD)).isEmpty();
    }

    @Test
    void aShorterRetentionDropsAtOnceAndForGood() {
        kinesis.stream("s", 1);
        keep(72);
        put("one");
        kinesis.pass(Duration.ofHours(30));
        put("two");
        kinesis.client().decreaseStreamRetentionPeriod(request -> request.streamName("s").retentionPeriodHours(24));

        assertThat(read(SHARD)).containsExactly("two");
        keep(72);
        assertThat(read(SHARD)).containsExactly("two");
    }

    @Test
    void whatIsPastTheRetentionIsRemovedFromTheStore() {
        kinesis.stream("s", 1);
        put("one");
        put("two");
        kinesis.clock.advance(Duration.ofHours(25));
        kinesis.service().retention().trim(kinesis.find("s"));

        assertThat(rows(Tables.RECORDS)).isZero();
        assertThat(rows(Tables.TIME)).isLessThanOrEqualTo(1);
    }

    @Test
    void aClosedShardGoesWithItsLastRecordAndItsChildrenStay() {
        kinesis.stream("s", 1);
        put("one");
        kinesis.client().splitShard(request -> request.streamName("s").shardToSplit(SHARD).newStartingHashKey("17"));
        kinesis.pass(Duration.ofSeconds(1));
        kinesis.pass(Duration.ofHours(23));
        assertThat(read(SHARD)).containsExactly("one");

        kinesis.pass(Duration.ofHours(2));
        assertThat(kinesis.client().listShards(request -> request.streamName("s")).shards()).hasSize(2)
                .allSatisfy(shard -> assertThat(shard.parentShardId()).isEqualTo(SHARD));
        assertThat(rows(Tables.TIP)).isEqualTo(2);
        kinesis.reopen();
        assertThat(kinesis.client().listShards(request -> request.streamName("s")).shards()).hasSize(2);
    }

    @Test
    void aReaderOfAShardThatWasTrimmedGoesOnWithWhatIsThere() {
        kinesis.stream("s", 1);
        put("one");
        String iterator = iterator(SHARD);
        kinesis.clock.advance(Duration.ofMinutes(4));
        put("two");
        kinesis.pass(Duration.ofHours(24).minusMinutes(2));
        put("three");

        assertThat(read(SHARD)).containsExactly("two", "three");
        assertThat(ShardIterator.parse(iterator).orElseThrow().index()).isZero();
    }

    private void put(String text) {
        kinesis.client().putRecord(request -> request.streamName("s").partitionKey("k").data(SdkBytes.fromUtf8String(text)));
    }

    private void keep(int hours) {
        kinesis.client().increaseStreamRetentionPeriod(request -> request.streamName("s").retentionPeriodHours(hours));
    }

    private String iterator(String shard) {
        return kinesis.client().getShardIterator(request -> request.streamName("s").shardId(shard)
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
    }

    private List<String> read(String shard) {
        String iterator = iterator(shard);
        return kinesis.client().getRecords(request -> request.shardIterator(iterator)).records().stream()
                .map(record -> record.data().asUtf8String()).toList();
    }

    private int rows(byte table) {
        int partition = kinesis.find("s").partition().number();
        List<byte[]> keys = new ArrayList<>();
        try (Scan scan = kinesis.store.scan(Keys.of(partition, table), Keys.of(partition, (byte) (table + 1)))) {
            while (scan.next()) {
                keys.add(scan.key());
            }
        }
        return keys.size();
    }
}
