package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.KmsDisabledException;
import software.amazon.awssdk.services.sqs.model.KmsInvalidStateException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues whose messages are encrypted: under a key of KMS, under SQS's own, or not at all. */
public abstract class SqsEncryptionContract extends SqsContract {
    private static final Duration REUSE = Duration.ofSeconds(60);

    @ParameterizedTest
    @ValueSource(strings = {"KMS", "SQS", "none"})
    void aMessageReadsAsItWasSent(String encryption) {
        String url = queue("orders", by(encryption));
        Map<String, MessageAttributeValue> attributes = Map.of("colour", text("green"), "seal",
                MessageAttributeValue.builder().dataType("Binary.wax").binaryValue(SdkBytes.fromUtf8String("red")).build());
        var sent = send(url, "Grüße ☂", r -> r.messageAttributes(attributes).messageGroupId("tenant"));
        Message message = receiveOne(url);

        assertThat(message.body()).isEqualTo("Grüße ☂");
        assertThat(message.messageId()).isEqualTo(sent.messageId());
        assertThat(message.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "tenant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KMS", "SQS", "none"})
    void aBatchReadsAsItWasSent(String encryption) {
        String url = queue("orders", by(encryption));
        sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("a"), entry("b"), entry("c")));

        assertThat(bodies(url)).containsExactlyInAnyOrder("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KMS", "SQS", "none"})
    void theIdOfAFifoMessageFollowsFromItsBody(String encryption) {
        String url = fifoQueue("orders", by(encryption));
        sendTo(url, "g", "m");
        sendTo(url, "g", "m");
        send(url, "another", r -> r.messageGroupId("g").messageDeduplicationId("62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a"));
        Message only = receiveOne(url);

        assertThat(only.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a");
    }

    @Test
    void encryptingMakesNoRepetitionAnotherMessage() {
        String url = fifoQueue("orders", by("none"));
        sendTo(url, "g", "m");
        set(url, by("KMS"));
        sendTo(url, "g", "m");

        assertThat(bodies(url)).containsExactly("m");
    }

    @Test
    void whatWasSentBeforeAQueueWasEncryptedStaysReadableAndSoDoesWhatWasSentUnderAnotherKey() {
        String url = queue("orders", by("none"));
        send(url, "plain");
        set(url, by("SQS"));
        send(url, "SQS");
        set(url, by("KMS"));
        send(url, "KMS");
        set(url, by("KMS"));
        send(url, "another key");
        set(url, by("none"));
        send(url, "plain again");

        assertThat(drain(url)).containsExactlyInAnyOrder("plain", "SQS", "KMS", "another key", "plain again");
    }

    @Test
    void aDisabledKeyRefusesOnceItsDataKeyIsOver() {
        String key = newKey();
        String url = queue("orders", under(key));
        send(url, "before");
        kms().disableKey(r -> r.keyId(key));
        send(url, "under the cached data key");
        pass(REUSE);

        assertThat(refused(() -> send(url, "after"))).isInstanceOf(KmsDisabledException.class);
        assertThat(refused(() -> sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entry("a"))))).isInstanceOf(KmsDisabledException.class);
        assertThat(refused(() -> receive(url))).isInstanceOf(KmsDisabledException.class);
        assertCounts(url, 2, 0, 0);
    }

    @Test
    void oneThatIsEnabledAgainGoesOnAsIfNothingWas() {
        String key = newKey();
        String url = queue("orders", under(key));
        send(url, "m");
        kms().disableKey(r -> r.keyId(key));
        pass(REUSE);
        refused(() -> receive(url));
        kms().enableKey(r -> r.keyId(key));
        send(url, "n");

        List<Message> messages = receive(url);
        assertThat(messages).extracting(Message::body).containsExactlyInAnyOrder("m", "n");
        assertThat(messages).allSatisfy(message -> assertThat(receiveCount(message)).isEqualTo(1));
    }

    @Test
    void messagesUnderAKeyThatIsGoneDoNotCountAsReceivedAndHideNoOthers() {
        String gone = newKey();
        String dead = queue("dead");
        String url = queue("orders", under(gone));
        set(url, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        send(url, "sealed under another key");
        kms().disableKey(r -> r.keyId(gone));
        set(url, by("SQS"));
        pass(REUSE);
        assertThat(refused(() -> receive(url))).isInstanceOf(KmsDisabledException.class);
        send(url, "readable");
        pass(Duration.ofSeconds(30));
        assertThat(bodies(url)).containsExactly("readable");

        pass(Duration.ofSeconds(30));
        kms().enableKey(r -> r.keyId(gone));
        Message message = receiveOne(url);
        assertThat(message.body()).isEqualTo("sealed under another key");
        assertThat(receiveCount(message)).isEqualTo(1);
    }

    @Test
    void aKeyThatWillBeDeletedSealsNothing() {
        String key = newKey();
        String url = queue("orders", under(key));
        kms().scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
        assertThat(refused(() -> send(url, "m"))).isInstanceOf(KmsInvalidStateException.class);
    }

    @Test
    void aDeadLetterStaysEncryptedAsItWas() {
        String key = newKey();
        String dead = queue("dead", by("none"));
        String url = queue("orders", under(key));
        set(url, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        send(url, "m", r -> r.messageAttributes(Map.of("colour", text("green"))));
        receive(url, r -> r.visibilityTimeout(0));
        assertThat(receive(url)).isEmpty();
        kms().disableKey(r -> r.keyId(key));
        pass(REUSE);
        assertThat(refused(() -> receive(dead, r -> r.visibilityTimeout(0)))).isInstanceOf(SqsException.class);

        kms().enableKey(r -> r.keyId(key));
        Message letter = receiveOne(dead);
        assertThat(letter.body()).isEqualTo("m");
        assertThat(letter.messageAttributes()).containsEntry("colour", text("green"));
    }

    @Test
    void aMessageComesBackFromTheDeadLetterQueueWhateverTheKeys() {
        String key = newKey();
        String dead = queue("dead", by("KMS"));
        String url = queue("orders", under(key));
        set(url, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        send(url, "there and back");
        kms().disableKey(r -> r.keyId(key));
        for (int i = 0; i < 3; i++) {
            receive(url, r -> r.visibilityTimeout(0));
            assertThat(receive(url)).isEmpty();
            assertCounts(dead, 1, 0, 0);
            sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)));
            pass(Duration.ofSeconds(1));
            assertCounts(url, 1, 0, 0);
        }
        kms().enableKey(r -> r.keyId(key));
        pass(REUSE);

        Message message = receiveOne(url);
        assertThat(message.body()).isEqualTo("there and back");
        assertThat(receiveCount(message)).isEqualTo(1);
    }

    private software.amazon.awssdk.services.kms.KmsClient kms() {
        return harness().kms(ALICE);
    }

    private String newKey() {
        return kms().createKey(r -> r.description("of a test")).keyMetadata().arn();
    }

    private static String[] under(String key) {
        return new String[] {"KmsMasterKeyId", key, "KmsDataKeyReusePeriodSeconds", Long.toString(REUSE.toSeconds())};
    }

    private String[] by(String encryption) {
        return switch (encryption) {
            case "KMS" -> under(newKey());
            case "SQS" -> new String[] {"SqsManagedSseEnabled", "true"};
            default -> new String[] {"KmsMasterKeyId", "", "SqsManagedSseEnabled", "false"};
        };
    }

    private static SendMessageBatchRequestEntry entry(String body) {
        return SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build();
    }
}
