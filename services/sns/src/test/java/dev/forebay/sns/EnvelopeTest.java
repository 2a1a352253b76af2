package dev.forebay.sns;

import static dev.forebay.sns.SigningFixture.SUBSCRIPTION;
import static dev.forebay.sns.SigningFixture.TOPIC;
import static dev.forebay.sns.SigningFixture.notification;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.forebay.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Envelope.Seal SEAL = new Envelope.Seal("1", "c2ln/+==", "https://sns.example/SimpleNotificationService-00.pem");
    private static final String BEFORE = "https://sns.example/?Action=Unsubscribe&SubscriptionArn=";

    @Test
    void anEnvelopeIsLaidOutLikeThatOfAws() {
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        attributes.put("store", MessageAttribute.ofText("String", "the \"best\""));
        attributes.put("bytes", MessageAttribute.ofBinary("Binary", new byte[] {2, 3, 4}));
        Notification notification = notification(TOPIC, 0, "Greetings", "Hello\nworld", attributes);

        assertThat(Envelope.prepare(notification, "Hello\nworld", SEAL, BEFORE).to(SUBSCRIPTION)).isEqualTo("""
                {
                  "Type" : "Notification",
                  "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                  "TopicArn" : "arn:aws:sns:eu-central-1:000000000000:orders",
                  "Subject" : "Greetings",
                  "Message" : "Hello\\nworld",
                  "Timestamp" : "2026-01-01T00:00:00.000Z",
                  "SignatureVersion" : "1",
                  "Signature" : "c2ln/+==",
                  "SigningCertURL" : "https://sns.example/SimpleNotificationService-00.pem",
                  "UnsubscribeURL" : "https://sns.example/?Action=Unsubscribe&SubscriptionArn=%s",
                  "MessageAttributes" : {
                    "store" : {"Type":"String","Value":"the \\"best\\""},
                    "bytes" : {"Type":"Binary","Value":"AgME"}
                  }
                }""".formatted(SUBSCRIPTION));
    }

    @Test
    void whatWasNotGivenIsLeftOut() {
        String envelope = Envelope.prepare(notification("", "x"), "x", SEAL, BEFORE).to(SUBSCRIPTION);
        assertThat(envelope).doesNotContain("Subject\"", "MessageAttributes", "SequenceNumber", "Replayed").endsWith(SUBSCRIPTION + "\"\n}");
    }

    @Test
    void anEnvelopeOfAFifoTopicHasASequenceNumberAndNoSignature() {
        Notification notification = notification(TOPIC + ".fifo", 3, "", "x", Map.of());
        assertThat(Envelope.prepare(notification, "x", Envelope.Seal.NONE, BEFORE).to(SUBSCRIPTION))
                .startsWith("""
                        {
                          "Type" : "Notification",
                          "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                          "SequenceNumber" : "10000000000000003000",
                          "TopicArn" :""")
                .doesNotContain("Signature", "SigningCertURL")
                .contains("UnsubscribeURL");
    }

    @Test
    void aReplayedNotificationSaysSo() throws Exception {
        Notification replayed = new Notification(SigningFixture.MESSAGE_ID, 1, ManualClock.EPOCH, TOPIC + ".fifo", "", "x", false,
                Map.of("a", MessageAttribute.ofText("String", "b")), "g", "d", "", true);
        String envelope = Envelope.prepare(replayed, "x", Envelope.Seal.NONE, BEFORE).to(SUBSCRIPTION);
        assertThat(members(envelope)).containsEntry("Replayed", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\"quoted\" \\ back/slash", "\b\f\n\r\t", "\u0000\u0001\u001f\u007f\u0080", "äß€", "😀 and \u2028 \ufeff \uffff"})
    void everyTextComesBackAsItWas(String text) throws Exception {
        Envelope envelope = Envelope.prepare(notification(text, text), text, SEAL, BEFORE);
        Map<String, String> members = members(new String(envelope.bytesTo(SUBSCRIPTION), StandardCharsets.UTF_8));
        assertThat(members).containsEntry("Message", text);
        assertThat(members.getOrDefault("Subject", "")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
    void halfACharacterSurvivesInUtf8(String text) throws Exception {
        byte[] utf8 = Envelope.prepare(notification("", text), text, SEAL, BEFORE).bytesTo(SUBSCRIPTION);
        assertThat(members(new String(utf8, StandardCharsets.UTF_8))).containsEntry("Message", text);
    }

    @Test
    void theBytesAreTheTextInUtf8() {
        Envelope envelope = Envelope.prepare(notification("ä", "€"), "€", SEAL, BEFORE);
        assertThat(envelope.bytesTo(SUBSCRIPTION)).isEqualTo(envelope.to(SUBSCRIPTION).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sequenceNumbersHaveTwentyDigitsAndGrow() {
        assertThat(Envelope.sequenceNumber(0)).isEqualTo("10000000000000000000");
        assertThat(Envelope.sequenceNumber(1)).isEqualTo("10000000000000001000");
        assertThat(Envelope.sequenceNumber(Long.MAX_VALUE / 1_000)).hasSize(20);
    }

    private static Map<String, String> members(String json) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    members.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            assertThat(parser.nextToken()).isNull();
        }
        return members;
    }
}
