package dev.forebay.sns;

import static dev.forebay.testkit.Judge.policy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where policies are enforced, a queue has from a topic what its own policy lets in. */
class QueueByPolicyTest {
    private final InProcess house = InProcess.enforced();
    private String topic;
    private String orders;

    @BeforeEach
    void subscribe() {
        topic = house.sns().createTopic(r -> r.name("news")).topicArn();
        orders = house.queue("orders");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void allow(String queue, String topicArn) {
        String policy = policy("{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'"
                + InProcess.queueArn(queue) + "','Condition':{'ArnEquals':{'aws:SourceArn':'" + topicArn + "'}}}");
        house.sqs().setQueueAttributes(r -> r.queueUrl(queue).attributesWithStrings(Map.of("Policy", policy)));
    }

    private void publish(String topicArn, String message) {
        house.sns().publish(r -> r.topicArn(topicArn).message(message));
        house.settle();
    }

    private void subscribe(String topicArn, Map<String, String> attributes) {
        house.sns().subscribe(r -> r.topicArn(topicArn).protocol("sqs").endpoint(InProcess.queueArn(orders)).attributes(attributes));
    }

    @Test
    void aQueueThatLetsATopicInHasWhatItPublishes() {
        subscribe(topic, Map.of("RawMessageDelivery", "true"));
        allow(orders, topic);
        publish(topic, "one");

        assertThat(house.bodies(orders)).containsExactly("one");
    }

    @Test
    void aQueueWithoutAPolicyHasNothingAndTheTopicGoesOn() {
        subscribe(topic, Map.of("RawMessageDelivery", "true"));
        publish(topic, "lost");
        house.pass(Duration.ofHours(2));
        allow(orders, topic);
        publish(topic, "found");

        assertThat(house.bodies(orders)).as("AWS: a refusal is not tried again").containsExactly("found");
    }

    @Test
    void aQueueLetsInNoOtherTopic() {
        String other = house.sns().createTopic(r -> r.name("other")).topicArn();
        subscribe(topic, Map.of("RawMessageDelivery", "true"));
        subscribe(other, Map.of("RawMessageDelivery", "true"));
        allow(orders, topic);
        publish(topic, "one");
        publish(other, "two");

        assertThat(house.bodies(orders)).containsExactly("one");
    }

    @Test
    void whatAQueueRefusesIsADeadLetterIfThatQueueLetsItIn() {
        String dead = house.queue("dead");
        subscribe(topic, Map.of("RawMessageDelivery", "true",
                "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + InProcess.queueArn(dead) + "\"}"));
        allow(dead, topic);
        publish(topic, "one");

        assertThat(house.bodies(orders)).isEmpty();
        assertThat(house.bodies(dead)).containsExactly("one");
    }
}
