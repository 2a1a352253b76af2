package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Putting: which shard a record goes to, its number, its size, and batches. */
public abstract class KinesisPuttingContract extends KinesisContract {
    private static final int KIB = 1024;
    private static final int MIB = 1 << 20;
    private static final BigInteger HASHES = BigInteger.TWO.pow(128);

    @Test
    void whatIsPutIsRead() {
        String name = stream("orders", 1);
        PutRecordResponse put = put(name, "größe 😀", r -> r.partitionKey("ключ"));
        Record record = drain(horizon(name, shardId(0))).getFirst();

        assertThat(put.shardId()).isEqualTo(shardId(0));
        assertThat(put.sequenceNumber()).matches("[1-9]\\d{55}");
        assertThat(put.encryptionType()).isNull();
        assertThat(record.data().asUtf8String()).isEqualTo("größe 😀");
        assertThat(record.partitionKey()).isEqualTo("ключ");
        assertThat(record.sequenceNumber()).isEqualTo(put.sequenceNumber());
        assertThat(record.approximateArrivalTimestamp()).isNotNull();
        assertThat(record.encryptionType()).isNull();
    }

    @Test
    void aRecordMayBeEmpty() {
        String name = stream("orders", 1);
        put(name, "", r -> r.partitionKey("k"));

        assertThat(texts(name, shardId(0))).containsExactly("");
    }

    @Test
    void everyByteIsKept() {
        String name = stream("orders", 1);
        byte[] data = new byte[256];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(SdkBytes.fromByteArray(data)));

        assertThat(drain(horizon(name, shardId(0))).getFirst().data().asByteArray()).isEqualTo(data);
    }

    /** The MD5s begin with 0cc1, 92eb, 4a8a, a172, 2a02 and 780a. */
    @ParameterizedTest
    @CsvSource({"a, 0", "b, 1", "c, 0", "ö, 1", "😀, 0", "orders-7, 0"})
    void theMd5OfTheKeyChoosesTheShard(String key, int shard) {
        String name = stream("orders", 2);

        assertThat(put(name, "m", r -> r.partitionKey(key)).shardId()).isEqualTo(shardId(shard));
        assertThat(putAll(name, entry(key, "m")).records().getFirst().shardId()).isEqualTo(shardId(shard));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "113427455640312821154458202477256070484, 0",
        "113427455640312821154458202477256070485, 1",
        "226854911280625642308916404954512140969, 1",
        "226854911280625642308916404954512140970, 2",
        LAST_HASH + ", 2"})
    void anExplicitHashKeyOverridesTheKey(String hash, int shard) {
        String name = stream("orders", 3);

        assertThat(put(name, "m", r -> r.explicitHashKey(hash)).shardId()).isEqualTo(shardId(shard));
        assertThat(putAll(name, entry("k", "m").toBuilder().explicitHashKey(hash).build()).records().getFirst().shardId())
                .isEqualTo(shardId(shard));
        assertThat(texts(name, shardId(shard))).containsExactly("m", "m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"340282366920938463463374607431768211456", "999999999999999999999999999999999999999"})
    void aHashKeyHas128Bits(String hash) {
        String name = stream("orders", 1);
        String message = "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was " + hash;

        refusalOf(() -> put(name, "m", r -> r.explicitHashKey(hash))).isInvalidArgument(message);
        refusalOf(() -> putAll(name, entry("a", "m"), entry("k", "m").toBuilder().explicitHashKey(hash).build())).isInvalidArgument(message);
        assertThat(texts(name, shardId(0))).isEmpty();
    }

    @Test
    void sequenceNumbersIncrease() {
        String name = stream("orders", 1);
        List<BigInteger> numbers = new ArrayList<>();
        numbers.add(new BigInteger(shards(name).getFirst().sequenceNumberRange().startingSequenceNumber()));
        for (int i = 0; i < 20; i++) {
            numbers.add(new BigInteger(put(name, "m" + i).sequenceNumber()));
        }
        putAll(name, "x", "y", "z").records().forEach(entry -> numbers.add(new BigInteger(entry.sequenceNumber())));

        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(drain(horizon(name, shardId(0)))).extracting(record -> new BigInteger(record.sequenceNumber()))
                .containsExactlyElementsOf(numbers.subList(1, numbers.size()));
    }

    @Test
    void aRecordMayAskToComeAfterAnother() {
        String name = stream("orders", 1);
        String first = put(name, "1").sequenceNumber();
        String second = put(name, "2", r -> r.sequenceNumberForOrdering(first)).sequenceNumber();

        assertThat(new BigInteger(second)).isGreaterThan(new BigInteger(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "30000000000000000000000000000000000000000000001",
        "1ffffffffff7fffffffffffffff000000000007fffffff2",
        "20000000000000000000000000000000000000000000004"})
    void whatIsNoSequenceNumberIsNothingToComeAfter(String hexadecimal) {
        String name = stream("orders", 1);
        String number = new BigInteger(hexadecimal, 16).toString();

        refusalOf(() -> put(name, "m", r -> r.sequenceNumberForOrdering(number))).isInvalidArgument("ExclusiveMinimumSequenceNumber " + number
                + " used in PutRecord on stream " + name + " under account 111111111111 is invalid.");
    }

    @Test
    void aRecordHasAMebibyteAtMost() {
        String name = stream("orders", 1);
        kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(MIB - 1)));

        assertThat(drain(horizon(name, shardId(0))).getFirst().data().asByteArrayUnsafe()).hasSize(MIB - 1);
        pass(SECOND);
        refusalOf(() -> kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(MIB + 1))))
                .is("ValidationException").says("1 validation error detected: Value at 'data' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 1048576");
        refusalOf(() -> putAll(name, entry("k", "small"), PutRecordsRequestEntry.builder().partitionKey("k").data(bytes(MIB + 1)).build()))
                .is("ValidationException").says("1 validation error detected: Value at 'records.2.member.data' failed to satisfy constraint: "
                        + "Member must have length less than or equal to 1048576");
        assertThat(drain(horizon(name, shardId(0)))).hasSize(1);
    }

    @Test
    void aStreamMayTakeLargerRecords() {
        String name = stream("orders", r -> r.shardCount(1).maxRecordSizeInKiB(10_240));
        int key = 1;
        kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(10_240 * KIB - key)));

        assertThat(summary(name).maxRecordSizeInKiB()).isEqualTo(10_240);
        assertThat(drain(horizon(name, shardId(0))).getFirst().data().asByteArrayUnsafe()).hasSize(10_240 * KIB - key);
    }

    @Test
    void theLargestRecordMayBeChanged() {
        String name = stream("orders", 1);
        assertThat(summary(name).maxRecordSizeInKiB()).isEqualTo(1_024);
        kinesis.updateMaxRecordSize(r -> r.streamARN(arn(name)).maxRecordSizeInKiB(2_048));
        settle(name);

        assertThat(summary(name).maxRecordSizeInKiB()).isEqualTo(2_048);
        kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(2 * MIB - 1)));
        refusalOf(() -> kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(2 * MIB + 1)))).is("ValidationException");
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        String name = stream("orders", 4);
        String[] texts = IntStream.range(0, 100).mapToObj(i -> "m" + i).toArray(String[]::new);
        PutRecordsResponse answer = putAll(name, texts);

        assertThat(answer.failedRecordCount()).isZero();
        assertThat(answer.encryptionType()).isNull();
        assertThat(answer.records()).hasSize(100).allSatisfy(entry -> {
            assertThat(entry.errorCode()).isNull();
            assertThat(entry.errorMessage()).isNull();
        });
        for (int shard = 0; shard < 4; shard++) {
            String id = shardId(shard);
            List<String> expected = IntStream.range(0, 100).filter(i -> answer.records().get(i).shardId().equals(id)).mapToObj(i -> "m" + i).toList();
            assertThat(expected).isNotEmpty();
            List<Record> found = drain(horizon(name, id));
            assertThat(texts(found)).isEqualTo(expected);
            assertThat(found).extracting(Record::sequenceNumber).containsExactlyElementsOf(answer.records().stream()
                    .filter(entry -> entry.shardId().equals(id)).map(PutRecordsResultEntry::sequenceNumber).toList());
        }
    }

    @Test
    void aBatchHasFiveHundredRecordsAtMost() {
        String name = stream("orders", 1);
        PutRecordsRequestEntry[] entries = Collections.nCopies(500, entry("k", "m")).toArray(PutRecordsRequestEntry[]::new);

        assertThat(putAll(name, entries).records()).hasSize(500).doesNotHaveDuplicates();
        assertThat(drain(horizon(name, shardId(0)))).hasSize(500);
    }

    @Test
    void aBatchHasTenMebibytesAtMost() {
        String name = stream("orders", 16);
        PutRecordsRequestEntry[] entries = IntStream.range(0, 11).mapToObj(i -> PutRecordsRequestEntry.builder()
                .partitionKey("k").explicitHashKey(HASHES.divide(BigInteger.valueOf(16)).multiply(BigInteger.valueOf(i)).toString())
                .data(bytes(MIB - 1)).build()).toArray(PutRecordsRequestEntry[]::new);

        refusalOf(() -> putAll(name, entries)).is("InvalidArgumentException").saysLike("Records size exceeds .* limit");
        assertThat(putAll(name, Arrays.copyOf(entries, 10)).failedRecordCount()).isZero();
    }
}
