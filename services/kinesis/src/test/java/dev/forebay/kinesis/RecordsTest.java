package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What is put comes out: in order, from anywhere, after restarts, until it is trimmed. */
class RecordsTest {
    private final InProcess kinesis = new InProcess();

    @AfterEach
    void close() {
        kinesis.close();
    }

    @Test
    void recordsComeOutInTheOrderInWhichTheyWerePut() {
        kinesis.stream("s", 1);
        put("s", 0, 1_000);

        assertThat(texts(readAll("s", "shardId-000000000000"))).isEqualTo(IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
    }

    @Test
    void sequenceNumbersGrowFromRecordToRecord() {
        kinesis.stream("s", 1);
        put("s", 0, 700);
        kinesis.pass(Duration.ofHours(1));
        put("s", 700, 1_300);

        List<BigInteger> numbers = readAll("s", "shardId-000000000000").stream().map(record -> new BigInteger(record.sequenceNumber())).toList();
        assertThat(numbers).hasSize(1_300).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aRestartLosesNothingAndGoesOnWithTheNumbers() {
        kinesis.stream("s", 2);
        put("s", 0, 300);
        kinesis.reopen();
        put("s", 300, 600);

        List<Record> all = new ArrayList<>(readAll("s", "shardId-000000000000"));
        all.addAll(readAll("s", "shardId-000000000001"));
        assertThat(texts(all)).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 600).mapToObj(Integer::toString).toList());
    }

    @Test
    void anIteratorBeginsInTheMiddleOfWhatWasPutTogether() {
        kinesis.stream("s", 1);
        put("s", 0, 500);
        String number = readAll("s", "shardId-000000000000").get(250).sequenceNumber();

        assertThat(texts(read(iterator(ShardIteratorType.AT_SEQUENCE_NUMBER, number)).records())).startsWith("250").hasSize(250);
        assertThat(texts(read(iterator(ShardIteratorType.AFTER_SEQUENCE_NUMBER, number)).records())).startsWith("251").hasSize(249);
    }

    @Test
    void whatIsOlderThanTheRetentionIsGone() {
        kinesis.stream("s", 1);
        put("s", 0, 10);
        kinesis.pass(Duration.ofHours(20));
        put("s", 10, 20);
        kinesis.pass(Duration.ofHours(5));

        assertThat(texts(readAll("s", "shardId-000000000000"))).startsWith("10").hasSize(10);
        kinesis.pass(Duration.ofHours(24));
        assertThat(readAll("s", "shardId-000000000000")).isEmpty();
        assertThat(kinesis.find("s").shards().get(0).tip().first()).isEqualTo(21);
    }

    private void put(String stream, int from, int to) {
        for (int start = from; start < to; start += 500) {
            List<PutRecordsRequestEntry> entries = IntStream.range(start, Math.min(to, start + 500)).mapToObj(Integer::toString)
                    .map(text -> PutRecordsRequestEntry.builder().partitionKey(text).data(SdkBytes.fromUtf8String(text)).build()).toList();
            assertThat(kinesis.client().putRecords(request -> request.streamName(stream).records(entries)).failedRecordCount()).isZero();
        }
    }

    private String iterator(ShardIteratorType type, String number) {
        return kinesis.client().getShardIterator(request -> request.streamName("s").shardId("shardId-000000000000")
                .shardIteratorType(type).startingSequenceNumber(number)).shardIterator();
    }

    private GetRecordsResponse read(String iterator) {
        return kinesis.client().getRecords(request -> request.shardIterator(iterator));
    }

    private List<Record> readAll(String stream, String shard) {
        String iterator = kinesis.client().getShardIterator(request -> request.streamName(stream).shardId(shard)
                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        List<Record> all = new ArrayList<>();
        while (true) {
            String at = iterator;
            GetRecordsResponse response = kinesis.client().getRecords(request -> request.shardIterator(at).limit(333));
            all.addAll(response.records());
            iterator = response.nextShardIterator();
            if (iterator == null || response.records().isEmpty() && response.millisBehindLatest() == 0) {
                return all;
            }
        }
    }

    private static List<String> texts(List<Record> records) {
        return records.stream().map(record -> record.data().asUtf8String()).toList();
    }
}
