package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.RocksStore;
import dev.forebay.testkit.DiskSearch;
import dev.forebay.testkit.FakeKms;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What somebody finds who has the disk: of a queue in the clear everything, of an encrypted one nothing that a message says. */
class EncryptionAtRestTest {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final String BODY = "the-boiler-must-not-run-dry";
    private static final String NAME = "attribute-name-of-note";
    private static final String VALUE = "attribute-value-of-note";
    private static final List<String> SAID = List.of(BODY, NAME, VALUE, HexFormat.of().formatHex(hash("SHA-256")), HexFormat.of().formatHex(hash("MD5")));

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock();
    private final FakeKms kms = new FakeKms();
    private DiskSearch disk;
    private RocksStore store;
    private SqsService service;
    private SqsClient sqs;

    @BeforeEach
    void open() {
        disk = new DiskSearch(directory);
        store = RocksStore.open(directory, failure -> {
            throw new AssertionError(failure);
        });
        service = SqsService.open(SqsConfig.defaults(), Partitions.open(store), clock, new ManualTimers(clock),
                new SqsService.Outside(new Random(1), kms::client));
        sqs = service.client(CALLER);
    }

    @AfterEach
    void close() {
        service.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.fifo"})
    void ofAQueueInTheClearAllIsReadable(String name) {
        sendAndMove(name, Map.of("SqsManagedSseEnabled", "false"));
        assertThat(disk.readable(SAID)).as("in the log").contains(BODY, NAME, VALUE);
        assertThat(disk.finds(hash("MD5"))).isTrue();

        close();
        assertThat(disk.readable(SAID)).as("in tables").contains(BODY, NAME, VALUE);
        open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.fifo"})
    void ofAQueueThatSqsEncryptsNothingIsReadable(String name) {
        assertNothingIsReadable(name, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.fifo"})
    void ofAQueueUnderAKeyNothingIsReadable(String name) {
        assertNothingIsReadable(name, Map.of("KmsMasterKeyId", "alias/orders"));
    }

    private void assertNothingIsReadable(String name, Map<String, String> attributes) {
        String dead = sendAndMove(name, attributes);
        assertHidden("in the log");
        close();
        assertHidden("in tables");

        open();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(dead).messageAttributeNames("All")).messages()).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo(BODY);
            assertThat(message.messageAttributes()).containsEntry(NAME, text(VALUE));
        });
    }

    private void assertHidden(String where) {
        assertThat(disk.readable(SAID)).as(where).isEmpty();
        assertThat(disk.finds(hash("MD5"))).as("sum of the body, " + where).isFalse();
        assertThat(disk.finds(hash("SHA-256"))).as("hash of the body, " + where).isFalse();
        assertThat(disk.readable(List.of("sender-or-group"))).as("what AWS does not encrypt either").hasSize(1);
    }

    /** Sends a message, has it received, and dead-lettered; returns the dead-letter queue. */
    private String sendAndMove(String name, Map<String, String> encryption) {
        boolean fifo = name.endsWith(".fifo");
        String dead = create("dead-" + name, encryption);
        Map<String, String> attributes = new LinkedHashMap<>(encryption);
        attributes.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead-" + name + "\",\"maxReceiveCount\":1}");
        String url = create(name, attributes);
        sqs.sendMessage(r -> r.queueUrl(url).messageBody(BODY).messageGroupId("sender-or-group").messageAttributes(Map.of(NAME, text(VALUE))));
        if (!fifo) {
            sqs.sendMessage(r -> r.queueUrl(url).messageBody(BODY).delaySeconds(100));
        }
        sqs.receiveMessage(r -> r.queueUrl(url).visibilityTimeout(0));
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).isEmpty();
        return dead;
    }

    private String create(String name, Map<String, String> attributes) {
        Map<String, String> all = new LinkedHashMap<>(attributes);
        if (name.endsWith(".fifo")) {
            all.put("FifoQueue", "true");
            all.put("ContentBasedDeduplication", "true");
        }
        return sqs.createQueue(r -> r.queueName(name).attributesWithStrings(all)).queueUrl();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    private static byte[] hash(String algorithm) {
        return OutgoingFactory.digest(algorithm, BODY.getBytes(StandardCharsets.UTF_8));
    }
}
