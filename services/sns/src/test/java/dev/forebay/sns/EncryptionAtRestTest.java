package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.couriers.Outbox;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.Batch;
import dev.forebay.store.RocksStore;
import dev.forebay.store.Scan;
import dev.forebay.store.Store.Urgency;
import dev.forebay.testkit.DiskSearch;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What somebody finds who has the disk of an encrypted topic, and how what is kept there is read again. */
class EncryptionAtRestTest {
    private static final String MESSAGE = "the-boiler-must-not-run-dry";
    private static final String SUBJECT = "subject-of-note";
    private static final String VALUE = "attribute-of-note";
    /** SHA-256 of the message. */
    private static final String HASH = java.util.HexFormat.of().formatHex(sha256());
    private static final List<String> SAID = List.of(MESSAGE, SUBJECT, VALUE, HASH);
    private static final String KEY = "arn:aws:kms:us-east-1:000000000000:alias/news";

    private final InProcess house = new InProcess();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void ofAnEncryptedTopicNothingIsReadableAndOfAnotherAll(@TempDir Path directory) {
        assertThat(found(directory.resolve("plain"), Map.of())).isEqualTo(SAID);
        assertThat(found(directory.resolve("sealed"), Map.of("KmsMasterKeyId", "alias/news"))).isEmpty();
    }

    /** Publishes what waits in every table, and looks for it in the log, and after that in tables. */
    private static List<String> found(Path directory, Map<String, String> encryption) {
        DiskSearch disk = new DiskSearch(directory);
        ManualClock clock = new ManualClock();
        ManualTimers timers = new ManualTimers(clock);
        List<String> inLog;
        try (RocksStore store = RocksStore.open(directory, failure -> {
            throw new AssertionError(failure);
        })) {
            Partitions partitions = Partitions.open(store);
            FakeKms kms = new FakeKms();
            Outbox outbox = Outbox.inMemory(1, clock::millis);
            SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new SqsService.Outside(new Random(1), kms::client));
            SnsService service = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                    new SnsService.Neighbours(queues::client, kms::client, () -> "http://localhost", new SnsCouriers(outbox, _ -> outbox), AesVault.inMemory()));
            SnsClient sns = service.client(InProcess.CALLER);
            publish(sns, topic(sns, "news", encryption), timers);
            publish(sns, topic(sns, "news.fifo", encryption), timers);
            inLog = disk.readable(SAID);
            service.close();
            queues.close();
        }
        assertThat(disk.readable(SAID)).as("in tables, as in the log").isEqualTo(inLog);
        return inLog;
    }

    private static String topic(SnsClient sns, String name, Map<String, String> encryption) {
        Map<String, String> all = new java.util.HashMap<>(encryption);
        if (name.endsWith(".fifo")) {
            all.put("FifoTopic", "true");
            all.put("ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        }
        return sns.createTopic(r -> r.name(name).attributes(all)).topicArn();
    }

    /** To a queue that does not exist: the message is owed. */
    private static void publish(SnsClient sns, String topic, ManualTimers timers) {
        boolean fifo = topic.endsWith(".fifo");
        sns.subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:000000000000:gone" + (fifo ? ".fifo" : "")));
        sns.publish(r -> r.topicArn(topic).message(MESSAGE).subject(SUBJECT).messageGroupId(fifo ? "g" : null)
                .messageDeduplicationId(fifo ? HASH : null)
                .messageAttributes(Map.of("a", MessageAttributeValue.builder().dataType("String").stringValue(VALUE).build())));
        timers.run(1);
    }

    @Test
    void whatIsOwedIsReadAfterARestartOnceItsKeyIsThere() {
        String topic = encryptedTopic();
        String queue = subscribed(topic);
        house.sqs().deleteQueue(r -> r.queueUrl(queue));
        house.sns().publish(r -> r.topicArn(topic).message("m"));
        house.timers.run(1);
        assertThat(rows(Tables.PENDING)).hasSize(1);

        house.clock.advance(Duration.ofSeconds(61));
        house.queue("orders");
        house.kms.refuse(KEY, "DisabledException");
        house.reopen();
        house.settle();
        assertThat(house.bodies(queue)).isEmpty();

        house.kms.allow(KEY);
        house.pass(Duration.ofSeconds(20));
        assertThat(house.bodies(queue)).containsExactly("m");
    }

    @Test
    void whatWasPublishedBeforeARestartReachesItsQueueOnceItsKeyIsThere() {
        String topic = encryptedTopic();
        String queue = subscribed(topic);
        house.sns().publish(r -> r.topicArn(topic).message("m"));
        house.kms.refuse(KEY, "KMSInvalidStateException");
        house.reopen();
        house.settle();
        assertThat(house.bodies(queue)).isEmpty();

        house.kms.allow(KEY);
        house.pass(Duration.ofSeconds(20));
        assertThat(house.bodies(queue)).containsExactly("m");
    }

    @Test
    void whatIsOwedToOneSubscriptionIsNotDeliveredToAnother() {
        String topic = encryptedTopic();
        String one = subscribed(topic);
        house.sqs().deleteQueue(r -> r.queueUrl(one));
        house.sns().publish(r -> r.topicArn(topic).message("for one"));
        house.timers.run(1);
        String other = house.queue("others");
        house.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(InProcess.queueArn(other)).attributes(Map.of("RawMessageDelivery", "true")));
        move(rows(Tables.PENDING).getFirst(), number(topic, 1));

        house.reopen();
        house.settle();
        assertThat(house.bodies(other)).isEmpty();
    }

    private String encryptedTopic() {
        return house.sns().createTopic(r -> r.name("news").attributes(Map.of("KmsMasterKeyId", "alias/news"))).topicArn();
    }

    private String subscribed(String topic) {
        String queue = house.queue("orders");
        house.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(InProcess.queueArn(queue)).attributes(Map.of("RawMessageDelivery", "true")));
        return queue;
    }

    private long number(String topic, int place) {
        return house.service.catalog().find(TopicId.checked(topic, "TopicArn")).roster().page(0, 10).get(place).number();
    }

    private void move(byte[] from, long lane) {
        byte[] to = from.clone();
        System.arraycopy(Keys.bytes(lane), 0, to, 3, Long.BYTES);
        byte[] row = house.store.get(from).orElseThrow();
        house.store.await(house.store.submit(new Batch().put(to, row).delete(from), Urgency.NOW));
    }

    private List<byte[]> rows(byte table) {
        List<byte[]> keys = new ArrayList<>();
        for (int partition = 0; partition < 16; partition++) {
            try (Scan scan = house.store.scan(Keys.of(partition, table), Keys.of(partition, (byte) (table + 1)))) {
                while (scan.next()) {
                    keys.add(scan.key());
                }
            }
        }
        return keys;
    }

    private static byte[] sha256() {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(MESSAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
