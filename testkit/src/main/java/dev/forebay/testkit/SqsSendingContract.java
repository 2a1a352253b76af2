package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.AWS_TRACE_HEADER;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENDER_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.InvalidMessageContentsException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Sending: what a message may be, its sums, its delay. */
public abstract class SqsSendingContract extends SqsContract {
    private static final String MEGABYTE = "m".repeat(1 << 20);

    @Test
    void whatIsSentIsReceived() {
        String url = queue("orders");
        SendMessageResponse sent = send(url, "hello");
        Message received = receiveOne(url);

        assertThat(sent.md5OfMessageBody()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(sent.md5OfMessageAttributes()).isNull();
        assertThat(sent.sequenceNumber()).isNull();
        assertThat(received.body()).isEqualTo("hello");
        assertThat(received.messageId()).isEqualTo(sent.messageId());
        assertThat(received.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(received.attributes().get(SENDER_ID)).isEqualTo("111111111111");
        assertThat(received.attributes()).containsKey(SENT_TIMESTAMP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä", "日本語", "😀", "\t\r\n", "\uD7FF\uE000\uFFFD", "<&>\"'"})
    void anyTextOfXmlMayBeSent(String body) {
        String url = queue("orders");
        send(url, body);

        assertThat(bodies(url)).containsExactly(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\b", "a\u001f", "\uFFFE", "\uFFFF"})
    void whatXmlForbidsIsRefused(String body) {
        String url = queue("orders");

        refusalOf(() -> send(url, body))
                .is(InvalidMessageContentsException.class, "InvalidMessageContents")
                .says("#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF");
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aMessageHasABody() {
        String url = queue("orders");

        refusalOf(() -> send(url, "")).is("MissingParameter").says("The request must contain the parameter MessageBody");
        refusalOf(() -> send(url, null)).is("MissingParameter").says("The request must contain the parameter MessageBody");
        refusalOf(() -> sqs.sendMessage(r -> r.messageBody("m"))).is("MissingParameter");
    }

    @Test
    void aMessageHasAMebibyteAtMost() {
        String url = queue("orders");
        send(url, MEGABYTE);

        assertThat(receiveOne(url).body()).hasSize(1 << 20);
        refusalOf(() -> send(url, MEGABYTE + "m"))
                .is("InvalidParameterValue")
                .says("One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.");
    }

    @Test
    void attributesCountInTheSizeAndTheTraceHeaderDoesNot() {
        String url = queue("orders", "MaximumMessageSize", "1024");
        String body = "b".repeat(1024 - "name".length() - "String".length() - "value".length());
        send(url, body, r -> r.messageAttributes(Map.of("name", text("value")))
                .messageSystemAttributes(Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, trace("Root=1-x"))));

        refusalOf(() -> send(url, body + "b", r -> r.messageAttributes(Map.of("name", text("value")))))
                .is("InvalidParameterValue")
                .says("Message must be shorter than 1024 bytes.");
        refusalOf(() -> send(url, "ä".repeat(513))).is("InvalidParameterValue");
    }

    @Test
    void sumsOfAttributesAreAwss() {
        String url = queue("orders");
        Map<String, MessageAttributeValue> attributes = Map.of(
                "text", text("value"),
                "number", value("Number.int", "42"),
                "bytes", MessageAttributeValue.builder().dataType("Binary").binaryValue(SdkBytes.fromUtf8String("xyz")).build());
        SendMessageResponse sent = send(url, "m", r -> r.messageAttributes(attributes));
        Message received = receiveOne(url);

        assertThat(sent.md5OfMessageAttributes()).isEqualTo(received.md5OfMessageAttributes()).hasSize(32);
        assertThat(received.messageAttributes()).isEqualTo(attributes);
    }

    @Test
    void theSumOfOneTextIsTheOneOfTheManual() {
        String url = queue("orders");
        SendMessageResponse sent = send(url, "m", r -> r.messageAttributes(Map.of("timestamp", value("Number", "1493147359900"))));

        assertThat(sent.md5OfMessageAttributes()).isEqualTo("235c5c510d26fb653d073faed50ae77c");
    }

    @Test
    void aTraceHeaderTravelsWithItsOwnSum() {
        String url = queue("orders");
        SendMessageResponse sent = send(url, "m", r -> r.messageSystemAttributes(
                Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, trace("Root=1-5759e988-bd862e3fe1be46a994272793"))));
        Message received = receiveOne(url);

        assertThat(sent.md5OfMessageSystemAttributes()).hasSize(32);
        assertThat(sent.md5OfMessageAttributes()).isNull();
        assertThat(received.attributes().get(AWS_TRACE_HEADER)).isEqualTo("Root=1-5759e988-bd862e3fe1be46a994272793");
        assertThat(received.md5OfMessageAttributes()).isNull();
        refusalOf(() -> send(url, "m", r -> r.messageSystemAttributesWithStrings(Map.of("Other", trace("x")))))
                .is("InvalidParameterValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS.x", "aws.x", "Amazon.x", "amazon.x", ".x", "x.", "x..y", "x y", "x/y"})
    void anAttributeMayNotHaveThisName(String name) {
        String url = queue("orders");

        refusalOf(() -> send(url, "m", r -> r.messageAttributes(Map.of(name, text("v"))))).is("InvalidParameterValue");
    }

    @Test
    void namesOfAttributesHave256CharactersAtMost() {
        String url = queue("orders");
        send(url, "m", r -> r.messageAttributes(Map.of("n".repeat(256), text("v"))));

        refusalOf(() -> send(url, "m", r -> r.messageAttributes(Map.of("n".repeat(257), text("v"))))).is("InvalidParameterValue");
    }

    @ParameterizedTest
    @CsvSource({"String, ''", "Number, ''", "Number, twelve", "Text, v", "'', v", "string, v"})
    void anAttributeMayNotHaveThisValue(String type, String value) {
        String url = queue("orders");

        refusalOf(() -> send(url, "m", r -> r.messageAttributes(Map.of("name", value(type, value))))).is("InvalidParameterValue");
    }

    @Test
    void aMessageHasTenAttributesAtMost() {
        String url = queue("orders");
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            attributes.put("a" + i, text("v"));
        }
        send(url, "m", r -> r.messageAttributes(attributes));
        attributes.put("a10", text("v"));

        refusalOf(() -> send(url, "m", r -> r.messageAttributes(attributes))).is("InvalidParameterValue").says("[11]");
    }

    @Test
    void aDelayedMessageAppearsWhenItsTimeHasCome() {
        String url = queue("orders");
        send(url, "later", r -> r.delaySeconds(2));

        assertThat(receive(url)).isEmpty();
        assertCounts(url, 0, 0, 1);
        pass(Duration.ofSeconds(2));
        assertCounts(url, 1, 0, 0);
        assertThat(bodies(url)).containsExactly("later");
    }

    @Test
    void aQueuesDelayHoldsWhereTheMessageSaysNothing() {
        String url = queue("orders", "DelaySeconds", "2");
        send(url, "by the queue");
        send(url, "at once", r -> r.delaySeconds(0));

        assertThat(bodies(url)).containsExactly("at once");
        pass(Duration.ofSeconds(2));
        assertThat(bodies(url)).containsExactly("by the queue");
    }

    @Test
    void aNewDelayOfAStandardQueueIsForNewMessagesOnly() {
        String url = queue("orders");
        send(url, "old");
        set(url, "DelaySeconds", "900");
        send(url, "new");

        assertThat(bodies(url)).containsExactly("old");
        assertCounts(url, 0, 1, 1);
    }

    @Test
    void aDelayHasFifteenMinutesAtMost() {
        String url = queue("orders");
        send(url, "m", r -> r.delaySeconds(900));

        refusalOf(() -> send(url, "m", r -> r.delaySeconds(901))).is("InvalidParameterValue").says("DelaySeconds");
        refusalOf(() -> send(url, "m", r -> r.delaySeconds(-1))).is("InvalidParameterValue");
    }

    @Test
    void aMessageIsGoneAfterTheRetentionPeriod() {
        String url = queue("orders", "MessageRetentionPeriod", "60");
        send(url, "m");
        pass(Duration.ofSeconds(59));
        assertCounts(url, 1, 0, 0);
        pass(Duration.ofSeconds(1));

        assertCounts(url, 0, 0, 0);
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void aMessageOfAStandardQueueMayHaveAGroup() {
        String url = queue("orders");
        sendTo(url, "tenant", "m");

        assertThat(receiveOne(url).attributes().get(MESSAGE_GROUP_ID)).isEqualTo("tenant");
        refusalOf(() -> sendTo(url, "", "m")).is("InvalidParameterValue").says("MessageGroupId");
        refusalOf(() -> send(url, "m", r -> r.messageDeduplicationId("d"))).is("InvalidParameterValue");
    }

    private static MessageAttributeValue value(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    private static MessageSystemAttributeValue trace(String value) {
        return MessageSystemAttributeValue.builder().dataType("String").stringValue(value).build();
    }
}
