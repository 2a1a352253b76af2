package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Batch;
import dev.forebay.store.RocksStore;
import dev.forebay.store.Scan;
import dev.forebay.store.Store.Urgency;
import dev.forebay.store.StoreConfig;
import dev.forebay.testkit.DiskSearch;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What somebody finds who has the disk of a stream, and what becomes of records that were moved or changed there. */
class EncryptionAtRestTest {
    private static final String DATA = "the-boiler-must-not-run-dry";
    private static final String KEY = "partition-key-of-note";

    private final InProcess process = new InProcess();

    @Test
    void ofAnEncryptedStreamNothingIsReadableAndOfAnotherAll(@TempDir Path directory) {
        assertThat(found(directory.resolve("plain"), false)).containsExactly(DATA, KEY);
        assertThat(found(directory.resolve("sealed"), true)).isEmpty();
    }

    /** What is readable in the log, or after that in tables. */
    private static List<String> found(Path directory, boolean encrypted) {
        DiskSearch disk = new DiskSearch(directory);
        ManualClock clock = new ManualClock();
        ManualTimers timers = new ManualTimers(clock);
        List<String> inLog;
        try (RocksStore store = RocksStore.open(StoreConfig.of(directory).withApart(KinesisService.RECORDS), failure -> {
            throw new AssertionError(failure);
        })) {
            KinesisService service = KinesisService.open(KinesisConfig.defaults(), Partitions.open(store), clock, timers, new FakeKms()::client);
            KinesisClient kinesis = service.client(InProcess.CALLER);
            kinesis.createStream(r -> r.streamName("orders").shardCount(1));
            pass(clock, timers);
            if (encrypted) {
                kinesis.startStreamEncryption(r -> r.streamName("orders").encryptionType(EncryptionType.KMS).keyId("alias/orders"));
                pass(clock, timers);
            }
            kinesis.putRecord(r -> r.streamName("orders").partitionKey(KEY).data(SdkBytes.fromUtf8String(DATA)));
            inLog = disk.readable(List.of(DATA, KEY));
            service.close();
        }
        assertThat(disk.readable(List.of(DATA, KEY))).as("in tables, as in the log").isEqualTo(inLog);
        return inLog;
    }

    private static void pass(ManualClock clock, ManualTimers timers) {
        clock.advance(Duration.ofSeconds(1));
        timers.run(1_000);
    }

    @Test
    void recordsAreReadAfterARestart() {
        encryptedStream("orders");
        put("orders", "1", "2");
        process.reopen();

        assertThat(read("orders")).containsExactly("1", "2");
    }

    @Test
    void aRowInAnotherRowsPlaceIsNotDelivered() {
        encryptedStream("orders");
        put("orders", "1", "2");
        Stream stream = process.find("orders");
        byte[] first = row(stream, 1);
        put(stream, 1, row(stream, 2));
        put(stream, 2, first);

        assertDamaged("orders");
    }

    @Test
    void aRowInAnotherStreamIsNotDelivered() {
        encryptedStream("orders");
        encryptedStream("others");
        put("orders", "for some");
        put("others", "for others");
        put(process.find("others"), 1, row(process.find("orders"), 1));

        assertDamaged("others");
        assertThat(read("orders")).containsExactly("for some");
    }

    @Test
    void aFlippedBitAnywhereIsDamage() {
        encryptedStream("orders");
        put("orders", "1");
        Stream stream = process.find("orders");
        byte[] row = row(stream, 1);
        Shard shard = stream.shards().get(0);
        for (int bit = 8; bit < row.length * 8; bit++) {
            byte[] changed = row.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            if (changed[9] == row[9]) {
                assertThatThrownBy(() -> process.service().environment().seals()
                        .opened(RecordBlock.read(changed), shard, 1, InProcess.CALLER)).as("bit %s", bit).isInstanceOf(KinesisException.class);
            }
        }
    }

    @Test
    void dataKeysGoOnceTheRetentionIsOver() {
        encryptedStream("orders");
        for (int hour = 0; hour < 100; hour++) {
            put("orders", "hour " + hour);
            process.pass(Duration.ofHours(1));
        }
        assertThat(dataKeys()).as("a day of retention, and one of grace").isBetween(47, 51);
        process.reopen();
        assertThat(read("orders")).contains("hour 99").hasSizeBetween(23, 25);
    }

    private int dataKeys() {
        int count = 0;
        int partition = process.find("orders").partition().number();
        try (Scan scan = process.store.scan(Keys.of(partition, Tables.DATA_KEY), Keys.of(partition, (byte) (Tables.DATA_KEY + 1)))) {
            while (scan.next()) {
                count++;
            }
        }
        return count;
    }

    private void encryptedStream(String name) {
        process.stream(name, 1);
        process.client().startStreamEncryption(r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId("alias/" + name));
        process.pass(Duration.ofSeconds(1));
    }

    /** Puts each in a row of its own. */
    private void put(String name, String... texts) {
        for (String text : texts) {
            process.client().putRecord(r -> r.streamName(name).partitionKey("k").data(SdkBytes.fromUtf8String(text)));
        }
    }

    private List<String> read(String name) {
        String iterator = process.client().getShardIterator(r -> r.streamName(name).shardId(ShardId.of(0))
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        return process.client().getRecords(r -> r.shardIterator(iterator)).records().stream().map(Record::data).map(SdkBytes::asUtf8String).toList();
    }

    private void assertDamaged(String name) {
        assertThatThrownBy(() -> read(name)).isInstanceOfSatisfying(KinesisException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    }

    private byte[] row(Stream stream, long last) {
        return process.store.get(key(stream, last)).orElseThrow().clone();
    }

    private void put(Stream stream, long last, byte[] row) {
        process.store.await(process.store.submit(new Batch().put(key(stream, last), row), Urgency.NOW));
    }

    private static byte[] key(Stream stream, long last) {
        return Keys.of(stream.partition().number(), Tables.RECORDS, stream.shards().get(0).record().incarnation(), last);
    }
}
