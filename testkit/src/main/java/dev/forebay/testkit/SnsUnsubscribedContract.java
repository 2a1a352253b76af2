package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an HTTP endpoint hears when its subscription ends, and how it comes back. */
public abstract class SnsUnsubscribedContract extends SnsContract {

    @Test
    void anEndpointThatSomebodyElseUnsubscribedIsToldAndMayComeBack() {
        String topic = topic("orders");
        try (SnsEndpoint endpoint = new SnsEndpoint()) {
            String subscription = confirmed(topic, endpoint);
            set(subscription, "FilterPolicy", "{\"colour\": [\"blue\"]}");
            sns(BOB).unsubscribe(r -> r.subscriptionArn(subscription));
            settle();

            assertThat(endpoint.last().type()).isEqualTo("UnsubscribeConfirmation");
            assertThat(endpoint.last().member("Message")).isEqualTo("You have chosen to deactivate subscription " + subscription
                    + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this message.");
            String token = endpoint.last().member("Token");
            assertThat(endpoint.last().member("SubscribeURL")).endsWith("/?Action=ConfirmSubscription&TopicArn=" + topic + "&Token=" + token);
            assertThat(sns.listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions()).isEmpty();
            assertThat(sns(BOB).confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn()).isEqualTo(subscription);
            assertThat(attributesOf(subscription)).containsEntry("FilterPolicy", "{\"colour\": [\"blue\"]}")
                    .containsEntry("Owner", "111111111111").containsEntry("PendingConfirmation", "false");
            publish(topic, "back", r -> r.messageAttributes(Map.of("colour", text("blue"))));
            settle();
            assertThat(endpoint.last().member("Message")).isEqualTo("back");
        }
    }

    @Test
    void anEndpointThatItsOwnerUnsubscribedIsNotTold() {
        String topic = topic("orders");
        try (SnsEndpoint endpoint = new SnsEndpoint()) {
            String subscription = confirmed(topic, endpoint);
            sns.unsubscribe(r -> r.subscriptionArn(subscription));
            settle();

            assertThat(endpoint.posts()).extracting(SnsEndpoint.Post::type).containsExactly("SubscriptionConfirmation");
        }
    }

    private String confirmed(String topic, SnsEndpoint endpoint) {
        sns.subscribe(r -> r.topicArn(topic).protocol("http").endpoint(endpoint.url()));
        settle();
        String token = endpoint.last().member("Token");
        return sns.confirmSubscription(r -> r.topicArn(topic).token(token)).subscriptionArn();
    }
}
