package dev.forebay.sns;

import static dev.forebay.sns.SigningFixture.SIGNER;
import static dev.forebay.sns.SigningFixture.SUBSCRIPTION;
import static dev.forebay.sns.SigningFixture.TOPIC;
import static dev.forebay.sns.SigningFixture.confirmation;
import static dev.forebay.sns.SigningFixture.notification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnvelopesTest {
    private final Envelopes envelopes = new Envelopes(SIGNER, new Links(() -> "https://sns.example"), true);

    @Test
    void theSubscriptionsOfATopicShareAnEnvelope() {
        assertThat(envelopes.of(notification("a", "b"), Protocol.HTTP, "1")).isSameAs(envelopes.of(notification("a", "b"), Protocol.SQS, "1"));
    }

    @Test
    void eachSignatureVersionHasItsOwn() {
        assertThat(envelopes.of(notification("a", "b"), Protocol.HTTP, "2").to(SUBSCRIPTION)).contains("\"SignatureVersion\" : \"2\"");
        assertThat(envelopes.of(notification("a", "b"), Protocol.HTTP, "1").to(SUBSCRIPTION)).contains("\"SignatureVersion\" : \"1\"");
    }

    @Test
    void aStructuredMessageHasAnEnvelopeForEachProtocolSignedOverItsOwnText() {
        Notification structured = new Notification(SigningFixture.MESSAGE_ID, 0, ManualClock.EPOCH, TOPIC, "",
                "{\"default\":\"for all\",\"http\":\"for http\"}", true, Map.of(), "", "", "", false);
        assertThat(envelopes.of(structured, Protocol.HTTP, "1").to(SUBSCRIPTION))
                .contains("\"Message\" : \"for http\"", SIGNER.sign(structured, "for http", "1"));
        assertThat(envelopes.of(structured, Protocol.SQS, "1").to(SUBSCRIPTION))
                .contains("\"Message\" : \"for all\"", SIGNER.sign(structured, "for all", "1"));
    }

    @Test
    void whatComesFromAFifoTopicIsNotSigned() {
        assertThat(envelopes.of(notification(TOPIC + ".fifo", 1, "", "b", Map.of()), Protocol.SQS, "2").to(SUBSCRIPTION))
                .doesNotContain("Signature");
    }

    @Test
    void theAddressesAreOurs() {
        assertThat(envelopes.of(notification("", "b"), Protocol.SQS, "1").to(SUBSCRIPTION))
                .contains("\"SigningCertURL\" : \"https://sns.example/" + SIGNER.certificateName() + "\"",
                        "\"UnsubscribeURL\" : \"https://sns.example/?Action=Unsubscribe&SubscriptionArn=" + SUBSCRIPTION + "\"");
    }

    @Test
    void envelopesThatWereMadeLongAgoAreLetGo() {
        Notification first = notification("", "b");
        Envelope old = envelopes.of(first, Protocol.SQS, "1");
        String large = "x".repeat(5 * 1024 * 1024);
        for (int i = 0; i < 4; i++) {
            envelopes.of(new Notification(new UUID(0, i), 0, ManualClock.EPOCH, TOPIC + ".fifo", "", large, false, Map.of(), "", "", "", false),
                    Protocol.SQS, "1");
        }
        assertThat(envelopes.of(first, Protocol.SQS, "1")).isNotSameAs(old);
        assertThat(envelopes.of(first, Protocol.SQS, "1").to(SUBSCRIPTION)).isEqualTo(old.to(SUBSCRIPTION));
    }

    @Test
    void aConfirmationIsLaidOutLikeThatOfAws() {
        Confirmation confirmation = confirmation(Confirmation.Kind.SUBSCRIPTION);
        String url = "https://sns.example/?Action=ConfirmSubscription&TopicArn=" + TOPIC + "&Token=2336412f37";
        assertThat(new String(envelopes.of(confirmation, "1"), StandardCharsets.UTF_8)).isEqualTo("""
                {
                  "Type" : "SubscriptionConfirmation",
                  "MessageId" : "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
                  "Token" : "2336412f37",
                  "TopicArn" : "arn:aws:sns:eu-central-1:000000000000:orders",
                  "Message" : "You have chosen to subscribe to the topic arn:aws:sns:eu-central-1:000000000000:orders.\\n\
                To confirm the subscription, visit the SubscribeURL included in this message.",
                  "SubscribeURL" : "%s",
                  "Timestamp" : "2026-01-01T00:00:00.007Z",
                  "SignatureVersion" : "1",
                  "Signature" : "%s",
                  "SigningCertURL" : "https://sns.example/%s"
                }""".formatted(url, SIGNER.sign(confirmation, url, "1"), SIGNER.certificateName()));
    }
}
