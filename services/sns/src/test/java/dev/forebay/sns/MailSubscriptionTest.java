package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A subscriber by mail, from the question to the last mail. */
class MailSubscriptionTest {
    private final InProcess house = new InProcess();
    private final String topic = house.sns().createTopic(r -> r.name("news").attributes(java.util.Map.of("DisplayName", "News"))).topicArn();

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aSubscriberIsAskedAndThenGetsMailUntilItHadEnough() {
        house.sns().subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ops@example.com"));
        house.settle();
        assertThat(house.service.deliveries()).isEqualTo("[]\n");
        String question = house.outbox.newest(1).getFirst().text();
        String token = question.replaceAll("(?s).*Token=([0-9a-f]+).*", "$1");
        String arn = house.sns().confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn();
        house.sns().publish(r -> r.topicArn(topic).subject("Breaking").message("one espresso"));
        house.settle();
        house.sns().unsubscribe(r -> r.subscriptionArn(arn));
        house.sns().publish(r -> r.topicArn(topic).message("nobody gets this"));
        house.settle();

        assertThat(house.outbox.newest(10)).hasSize(3);
        assertThat(house.outbox.newest(2).getLast()).satisfies(mail -> {
            assertThat(mail.to()).isEqualTo("ops@example.com");
            assertThat(mail.from()).contains("News");
            assertThat(mail.subject()).isEqualTo("Breaking");
            assertThat(mail.text()).startsWith("one espresso").contains("Action=Unsubscribe&SubscriptionArn=" + arn);
        });
    }

    @Test
    void whoLeftIsToldAndComesBackByTheLink() {
        house.sns().subscribe(r -> r.topicArn(topic).protocol("email").endpoint("ops@example.com"));
        house.settle();
        String arn = confirmed();
        house.sns().unsubscribe(r -> r.subscriptionArn(arn));
        house.settle();
        assertThat(house.outbox.newest(1).getFirst().subject()).isEqualTo("AWS Notification - Unsubscribe Confirmation");
        assertThat(confirmed()).isEqualTo(arn);
        house.sns().publish(r -> r.topicArn(topic).message("welcome back"));
        house.settle();

        assertThat(house.outbox.newest(1).getFirst().text()).startsWith("welcome back");
    }

    /** Opens the link in the newest mail. */
    private String confirmed() {
        String token = house.outbox.newest(1).getFirst().text().replaceAll("(?s).*Token=([0-9a-f]+).*", "$1");
        return house.sns().confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn();
    }

    @Test
    void aProgramIsAskedInJson() {
        house.sns().subscribe(r -> r.topicArn(topic).protocol("email-json").endpoint("bot@example.com"));
        house.settle();

        assertThat(house.outbox.newest(1).getFirst().text()).contains("\"Type\" : \"SubscriptionConfirmation\"", "\"SubscribeURL\"");
    }
}
