package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** What AWS does to callers who are too fast. To be run where its limits are kept. */
public abstract class KinesisThrottlingContract extends KinesisContract {

    @Test
    void aShardTakesAThousandRecordsASecond() {
        String name = stream("orders", 1);
        pass(SECOND.multipliedBy(10));
        PutRecordsRequestEntry[] entries = Collections.nCopies(500, entry("k", "m")).toArray(PutRecordsRequestEntry[]::new);
        PutRecordsResponse last = putAll(name, entries);
        for (int i = 0; i < 5; i++) {
            last = putAll(name, entries);
        }

        List<PutRecordsResultEntry> failed = last.records().stream().filter(entry -> entry.errorCode() != null).toList();
        assertThat(last.records()).hasSize(500);
        assertThat(last.failedRecordCount()).isPositive().isEqualTo(failed.size());
        assertThat(failed).allSatisfy(entry -> {
            assertThat(entry.errorCode()).isEqualTo("ProvisionedThroughputExceededException");
            assertThat(entry.errorMessage()).isEqualTo("Rate exceeded for shard shardId-000000000000 in stream " + name + " under account 111111111111.");
            assertThat(entry.sequenceNumber()).isNull();
            assertThat(entry.shardId()).isNull();
        });
        refusalOf(() -> put(name, "m")).is("ProvisionedThroughputExceededException")
                .says("Rate exceeded for shard shardId-000000000000 in stream " + name + " under account 111111111111.");
        pass(SECOND);
        assertThat(put(name, "m").shardId()).isEqualTo(shardId(0));
    }

    @Test
    void onlyTheShardThatIsTooBusyRefuses() {
        String name = stream("orders", 2);
        pass(SECOND.multipliedBy(10));
        PutRecordsRequestEntry low = entry("k", "m").toBuilder().explicitHashKey("0").build();
        PutRecordsRequestEntry high = entry("k", "m").toBuilder().explicitHashKey(LAST_HASH).build();
        for (int i = 0; i < 6; i++) {
            putAll(name, Collections.nCopies(500, low).toArray(PutRecordsRequestEntry[]::new));
        }
        PutRecordsResponse mixed = putAll(name, low, high, low);

        assertThat(mixed.failedRecordCount()).isEqualTo(2);
        assertThat(mixed.records()).extracting(PutRecordsResultEntry::shardId).containsExactly(null, shardId(1), null);
        assertThat(texts(name, shardId(1))).containsExactly("m");
    }

    @Test
    void aShardIsReadFiveTimesASecond() {
        String name = stream("orders", 1);
        String iterator = horizon(name, shardId(0));
        pass(SECOND.multipliedBy(2));
        for (int i = 0; i < 5; i++) {
            kinesis.getRecords(r -> r.shardIterator(iterator));
        }

        refusalOf(() -> kinesis.getRecords(r -> r.shardIterator(iterator))).is("ProvisionedThroughputExceededException");
        pass(SECOND);
        assertThat(kinesis.getRecords(r -> r.shardIterator(iterator)).records()).isEmpty();
    }
}
