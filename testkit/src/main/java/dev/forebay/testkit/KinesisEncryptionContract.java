package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.KmsDisabledException;
import software.amazon.awssdk.services.kinesis.model.KmsInvalidStateException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kms.KmsClient;

/** Streams whose records are encrypted. */
public abstract class KinesisEncryptionContract extends KinesisContract {
    private static final Duration REUSE = Duration.ofMinutes(5);

    @Test
    void recordsReadAsTheyWerePut() {
        String name = stream("orders", 1);
        encrypt(name, newKey());
        List<String> texts = IntStream.range(0, 100).mapToObj(i -> "record " + i).toList();
        putAll(name, texts.stream().map(text -> entry("key of " + text, text)).toArray(PutRecordsRequestEntry[]::new));
        List<Record> records = drain(horizon(name, shardId(0)));

        assertThat(texts(records)).isEqualTo(texts);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.partitionKey()).isEqualTo("key of " + record.data().asUtf8String());
            assertThat(record.encryptionType()).isEqualTo(EncryptionType.KMS);
        });
    }

    @Test
    void readingBeginsAnywhere() {
        String name = stream("orders", 1);
        encrypt(name, newKey());
        var put = putAll(name, "1", "2", "3", "4");
        String third = put.records().get(2).sequenceNumber();

        assertThat(texts(drain(iterator(name, shardId(0), ShardIteratorType.AT_SEQUENCE_NUMBER, r -> r.startingSequenceNumber(third)))))
                .containsExactly("3", "4");
    }

    @Test
    void aLargeRecordIsEncryptedToo() {
        String name = stream("orders", 1);
        encrypt(name, newKey());
        kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(bytes(1 << 20)));

        assertThat(drain(horizon(name, shardId(0)))).singleElement().satisfies(record -> assertThat(record.data()).isEqualTo(bytes(1 << 20)));
    }

    @Test
    void recordsFromBeforeAndUnderEveryKeyStayReadable() {
        String name = stream("orders", 1);
        put(name, "plain");
        encrypt(name, newKey());
        put(name, "one key");
        encrypt(name, newKey());
        put(name, "another key");
        kinesis.stopStreamEncryption(r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId("any"));
        settle(name);
        put(name, "plain again");

        assertThat(texts(name, shardId(0))).containsExactly("plain", "one key", "another key", "plain again");
    }

    @Test
    void aDisabledKeyRefusesOnceItsDataKeyIsOver() {
        String key = newKey();
        String name = stream("orders", 1);
        encrypt(name, key);
        put(name, "before");
        kms().disableKey(r -> r.keyId(key));
        put(name, "under the cached data key");
        pass(REUSE);

        assertThat(refused(() -> put(name, "after"))).isInstanceOf(KmsDisabledException.class);
        assertThat(refused(() -> putAll(name, "after"))).isInstanceOf(KmsDisabledException.class);
        assertThat(refused(() -> read(horizon(name, shardId(0))))).isInstanceOf(KmsDisabledException.class);
        kms().enableKey(r -> r.keyId(key));
        put(name, "later");
        assertThat(texts(name, shardId(0))).containsExactly("before", "under the cached data key", "later");
    }

    @Test
    void whatCanBeReadComesBeforeWhatCannot() {
        String gone = newKey();
        String name = stream("orders", 1);
        put(name, "plain");
        encrypt(name, gone);
        put(name, "sealed");
        kms().disableKey(r -> r.keyId(gone));
        encrypt(name, newKey());
        put(name, "under another key");
        pass(REUSE);

        GetRecordsResponse first = read(horizon(name, shardId(0)));
        assertThat(texts(first.records())).containsExactly("plain");
        assertThat(first.millisBehindLatest()).isPositive();
        assertThat(refused(() -> read(first.nextShardIterator()))).isInstanceOf(KmsDisabledException.class);
        kms().enableKey(r -> r.keyId(gone));
        assertThat(texts(drain(first.nextShardIterator()))).containsExactly("sealed", "under another key");
    }

    @Test
    void encryptionDoesNotBeginUnderAKeyThatCannotBeUsed() {
        String disabled = newKey();
        String deleted = newKey();
        kms().disableKey(r -> r.keyId(disabled));
        kms().scheduleKeyDeletion(r -> r.keyId(deleted).pendingWindowInDays(7));
        String name = stream("orders", 1);

        assertThat(refused(() -> encrypt(name, disabled))).isInstanceOf(KmsDisabledException.class);
        assertThat(refused(() -> encrypt(name, deleted))).isInstanceOf(KmsInvalidStateException.class);
        assertThat(describe(name).encryptionType()).isEqualTo(EncryptionType.NONE);
    }

    @Test
    @Timeout(60)
    void whoSubscribesGetsTheRecords() {
        String name = stream("orders", 1);
        encrypt(name, newKey());
        putAll(name, "1", "2");
        String consumer = kinesis.registerStreamConsumer(r -> r.streamARN(arn(name)).consumerName("ada")).consumer().consumerARN();
        pass(SECOND);
        assertThat(kinesis.describeStreamConsumer(r -> r.consumerARN(consumer)).consumerDescription().consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
        try (KinesisSubscription subscription = subscribe(software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest.builder()
                .consumerARN(consumer).shardId(shardId(0)).startingPosition(p -> p.type(ShardIteratorType.TRIM_HORIZON)).build())) {
            assertThat(texts(subscription.next().orElseThrow().records())).containsExactly("1", "2");
        }
    }

    private void encrypt(String name, String key) {
        kinesis.startStreamEncryption(r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId(key));
        settle(name);
    }

    private KmsClient kms() {
        return harness().kms(ALICE);
    }

    private String newKey() {
        return kms().createKey(r -> r.description("of a test")).keyMetadata().arn();
    }
}
