package dev.forebay.sns;

import static dev.forebay.sns.SigningFixture.SIGNER;
import static dev.forebay.sns.SigningFixture.confirmation;
import static dev.forebay.sns.SigningFixture.notification;
import static dev.forebay.sns.SigningFixture.verifies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignerTest {
    private static final String WITH_SUBJECT = """
            Message
            Hello
            Welt ä😀
            MessageId
            22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324
            Subject
            Greetings
            Timestamp
            2026-01-01T00:00:00.000Z
            TopicArn
            arn:aws:sns:eu-central-1:000000000000:orders
            Type
            Notification
            """;

    private static final String CONFIRMATION = """
            Message
            You have chosen to subscribe to the topic arn:aws:sns:eu-central-1:000000000000:orders.
            To confirm the subscription, visit the SubscribeURL included in this message.
            MessageId
            22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324
            SubscribeURL
            https://sns.example/?x
            Timestamp
            2026-01-01T00:00:00.007Z
            Token
            2336412f37
            TopicArn
            arn:aws:sns:eu-central-1:000000000000:orders
            Type
            SubscriptionConfirmation
            """;

    @Test
    void whatIsSignedOfANotificationHasAFixedOrder() {
        assertThat(Signer.canonical(notification("Greetings", ""), "Hello\nWelt ä😀")).isEqualTo(WITH_SUBJECT);
    }

    @Test
    void aSubjectThatWasNotGivenIsLeftOut() {
        assertThat(Signer.canonical(notification("", ""), "Hello\nWelt ä😀"))
                .isEqualTo(WITH_SUBJECT.replace("Subject\nGreetings\n", ""));
    }

    @Test
    void whatIsSignedOfAConfirmationHasAFixedOrder() {
        assertThat(Signer.canonical(confirmation(Confirmation.Kind.SUBSCRIPTION), "https://sns.example/?x")).isEqualTo(CONFIRMATION);
        assertThat(Signer.canonical(confirmation(Confirmation.Kind.UNSUBSCRIPTION), "https://sns.example/?x"))
                .contains("\nToken\n", "\nSubscribeURL\n", "You have chosen to deactivate subscription " + SigningFixture.SUBSCRIPTION + ".\n")
                .endsWith("Type\nUnsubscribeConfirmation\n");
    }

    @Test
    void versionOneIsSha1() throws Exception {
        String signature = SIGNER.sign(notification("Greetings", ""), "Hello\nWelt ä😀", "1");
        assertThat(verifies("SHA1withRSA", WITH_SUBJECT, signature)).isTrue();
        assertThat(verifies("SHA1withRSA", WITH_SUBJECT + "x", signature)).isFalse();
    }

    @Test
    void versionTwoIsSha256() throws Exception {
        String signature = SIGNER.sign(notification("Greetings", "Hello\nWelt ä😀"), "2");
        assertThat(verifies("SHA256withRSA", WITH_SUBJECT, signature)).isTrue();
        assertThat(verifies("SHA1withRSA", WITH_SUBJECT, signature)).isFalse();
    }

    @Test
    void confirmationsAreSigned() throws Exception {
        String signature = SIGNER.sign(confirmation(Confirmation.Kind.SUBSCRIPTION), "https://sns.example/?x", "2");
        assertThat(verifies("SHA256withRSA", CONFIRMATION, signature)).isTrue();
    }

    @Test
    void theSameNotificationGetsTheSameSignature() {
        assertThat(SIGNER.sign(notification("a", "b"), "1")).isEqualTo(SIGNER.sign(notification("a", "b"), "1"));
    }

    @Test
    void thereIsNoVersionThree() {
        assertThatThrownBy(() -> SIGNER.sign(notification("a", "b"), "3")).isInstanceOf(IllegalArgumentException.class);
    }
}
