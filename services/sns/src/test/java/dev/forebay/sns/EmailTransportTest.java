package dev.forebay.sns;

import static dev.forebay.sns.SmsBench.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.forebay.couriers.Mail;
import dev.forebay.couriers.Outbox;
import dev.forebay.couriers.Outcome;
import dev.forebay.sns.Confirmation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailTransportTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:orders";
    private static final UUID ID = new UUID(0, 1);
    private static final EmailConfig CONFIG = new EmailConfig("no-reply@sns.example.com");

    private final List<Mail> sent = new ArrayList<>();
    private Outcome outcome = new Outcome.Delivered(250, "queued");
    private final EmailTransport transport = new EmailTransport(
            CONFIG, this::send, (notification, target) -> "{\"Message\":\"" + notification.message() + "\"}",
            target -> "http://localhost/unsubscribe?" + target.subscriptionArn(), (question, target) -> null);

    private Outcome send(Mail mail) {
        sent.add(mail);
        return outcome;
    }

    private static Target target(Protocol protocol, String endpoint, String displayName) {
        return new Target(TOPIC + ":1", protocol, endpoint, false, "", "", displayName, "1");
    }

    private static Notification notification(String subject, String message, boolean structured) {
        return new Notification(ID, 0, 0, TOPIC, subject, message, structured, Map.of(), "", "", "", false);
    }

    private Mail delivered(String subject, Target target) {
        transport.deliver(notification(subject, "hello", false), target);
        return sent.getLast();
    }

    @Test
    void aMailHasTheMessageAndTheWayOut() {
        Mail mail = delivered("News", target(Protocol.EMAIL, "ops@example.com", "Orders"));

        assertThat(mail.from()).isEqualTo("no-reply@sns.example.com");
        assertThat(mail.fromName()).isEqualTo("Orders");
        assertThat(mail.to()).isEqualTo("ops@example.com");
        assertThat(mail.subject()).isEqualTo("News");
        assertThat(mail.text()).startsWith("hello\n\n--\n").contains("\nhttp://localhost/unsubscribe?" + TOPIC + ":1\n");
        assertThat(mail.headers()).containsEntry("x-amz-sns-message-id", ID.toString())
                .containsEntry("x-amz-sns-subscription-arn", TOPIC + ":1");
    }

    @Test
    void whatThePublisherAndTheTopicLeaveOpenAwsSays() {
        Mail mail = delivered("", target(Protocol.EMAIL, "ops@example.com", ""));

        assertThat(mail.subject()).isEqualTo("AWS Notification Message");
        assertThat(mail.fromName()).isEqualTo("AWS Notifications");
    }

    @Test
    void aProgramGetsTheEnvelopeAndNothingElse() {
        assertThat(delivered("", target(Protocol.EMAIL_JSON, "ops@example.com", "")).text()).isEqualTo("{\"Message\":\"hello\"}");
    }

    @Test
    void aStructuredMessageHasATextForMails() {
        transport.deliver(notification("", "{\"default\":\"all\",\"email\":\"mails\"}", true), target(Protocol.EMAIL, "ops@example.com", ""));

        assertThat(sent.getFirst().text()).startsWith("mails\n");
    }

    @Test
    void aMailSentAgainIsTheSameAndAnotherSubscribersIsNot() {
        String first = delivered("", target(Protocol.EMAIL, "ops@example.com", "")).id();

        assertThat(delivered("", target(Protocol.EMAIL, "ops@example.com", "")).id()).isEqualTo(first);
        assertThat(delivered("", target(Protocol.EMAIL, "dev@example.com", "")).id()).isNotEqualTo(first);
    }

    @Test
    void noHeaderIsSmuggledInByNameOrSubject() {
        Mail mail = delivered("a\r\nBcc: x@example.com", target(Protocol.EMAIL, "ops@example.com", "b\nCc: y"));

        assertThat(mail.subject()).isEqualTo("a  Bcc: x@example.com");
        assertThat(mail.fromName()).isEqualTo("b Cc: y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@b@c", "a@example.com\r\nBcc: x@example.com", "a@example.com,b@example.com", "A <a@example.com>", "", "@b"})
    void whatIsNoAddressIsNeitherSubscribedNorSentTo(String address) {
        assertRefused("InvalidParameter", () -> EmailAddress.subscribed(address)).isEqualTo("Invalid parameter: Email address");
        assertThat(transport.deliver(notification("", "hello", false), target(Protocol.EMAIL, address, "")))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(sent).isEmpty();
    }

    @Test
    void anAddressIsSubscribedAsItIs() {
        assertThat(EmailAddress.subscribed("first.last+tag@mail.example.com")).isEqualTo("first.last+tag@mail.example.com");
    }

    @Test
    void whatTheCourierSaysIsTheOutcome() {
        outcome = new Outcome.Failed(451, "later");

        assertThat(transport.deliver(notification("", "hello", false), target(Protocol.EMAIL, "ops@example.com", "")))
                .isEqualTo(outcome);
    }

    @Test
    void aConfirmationAsksAndHoldsTheLink() {
        Mail mail = new EmailConfirmation(CONFIG).forPeople(
                confirmation(Kind.SUBSCRIPTION), target(Protocol.EMAIL, "ops@example.com", "Orders"), "http://localhost/confirm?Token=1");

        assertThat(mail.subject()).isEqualTo("AWS Notification - Subscription Confirmation");
        assertThat(mail.text()).contains("\n" + TOPIC + "\n").contains("To confirm").contains("\nhttp://localhost/confirm?Token=1\n");
    }

    @Test
    void whoLeavesIsToldHowToComeBack() {
        Mail mail = new EmailConfirmation(CONFIG).forPeople(
                confirmation(Kind.UNSUBSCRIPTION), target(Protocol.EMAIL, "ops@example.com", "Orders"), "http://localhost/confirm?Token=1");

        assertThat(mail.subject()).isEqualTo("AWS Notification - Unsubscribe Confirmation");
        assertThat(mail.text()).contains("no more").contains("\n" + TOPIC + "\n").contains("\nhttp://localhost/confirm?Token=1\n");
    }

    private static Confirmation confirmation(Kind kind) {
        return new Confirmation(kind, ID, "1", TOPIC, TOPIC + ":1", 0);
    }

    @Test
    void aProgramIsAskedInItsOwnWay() {
        Mail mail = new EmailConfirmation(CONFIG).forPrograms(
                confirmation(Kind.SUBSCRIPTION), target(Protocol.EMAIL_JSON, "ops@example.com", ""), "{\"Type\":\"SubscriptionConfirmation\"}");

        assertThat(mail.text()).isEqualTo("{\"Type\":\"SubscriptionConfirmation\"}");
    }

    @Test
    void withoutAMailServerTheMailIsInTheOutbox() {
        Outbox outbox = Outbox.inMemory(10, () -> 0);
        new EmailTransport(EmailConfig.defaults(), outbox, (notification, target) -> "{}", target -> "http://localhost/u",
                (question, target) -> null)
                .deliver(notification("News", "hello", false), target(Protocol.EMAIL, "ops@example.com", ""));

        assertThat(outbox.newest(1)).singleElement()
                .satisfies(entry -> assertThat(entry.subject()).isEqualTo("News"))
                .satisfies(entry -> assertThat(entry.text()).startsWith("hello"));
    }

    @Test
    void theSendersAddressMustBeOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailConfig("nobody"));
    }
}
