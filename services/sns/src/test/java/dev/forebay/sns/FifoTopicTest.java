package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

class FifoTopicTest {
    private final InProcess house = new InProcess();
    private final String topic = house.sns().createTopic(r -> r.name("payments.fifo").attributes(Map.of(
            "FifoTopic", "true", "ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}"))).topicArn();

    @AfterEach
    void close() {
        house.close();
    }

    private String subscribed(String queue, Map<String, String> attributes) {
        String url = house.queue(queue);
        house.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint(InProcess.queueArn(url)).attributes(attributes));
        return url;
    }

    private PublishResponse publish(String group, String id) {
        return house.sns().publish(r -> r.topicArn(topic).message(group + id).messageGroupId(group).messageDeduplicationId(id));
    }

    @Test
    void groupsKeepTheirOrderAllTheWay() {
        String queue = subscribed("payments.fifo", Map.of("RawMessageDelivery", "true"));
        for (int i = 0; i < 35; i++) {
            publish("a", "-" + i);
        }
        house.settle();
        List<Message> messages = house.drain(queue);

        assertThat(messages).extracting(Message::body).containsExactlyElementsOf(
                java.util.stream.IntStream.range(0, 35).mapToObj(i -> "a-" + i).toList());
        assertThat(messages.getFirst().attributesAsStrings()).containsEntry("MessageGroupId", "a").containsEntry("MessageDeduplicationId", "-0");
    }

    @Test
    void aRepetitionIsAnsweredAsTheOriginalAndDeliveredOnce() {
        String queue = subscribed("payments.fifo", Map.of("RawMessageDelivery", "true"));
        PublishResponse first = publish("a", "1");
        PublishResponse again = publish("a", "1");
        house.settle();

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(house.bodies(queue)).containsExactly("a1");
    }

    @Test
    void aRestartLosesAndRepeatsNothing() {
        String queue = subscribed("payments.fifo", Map.of("RawMessageDelivery", "true"));
        publish("a", "1");
        house.settle();
        publish("a", "2");
        house.reopen();
        publish("a", "3");
        house.settle();

        assertThat(house.bodies(queue)).containsExactly("a1", "a2", "a3");
    }

    @Test
    void theArchiveIsReplayedToASubscriberOfLater() {
        Instant start = Instant.ofEpochMilli(house.clock.millis());
        publish("a", "1");
        publish("a", "2");
        house.pass(Duration.ofMinutes(10));
        String queue = subscribed("late.fifo", Map.of("ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + start + "\"}"));
        publish("a", "3");
        house.settle();
        List<Message> messages = house.drain(queue);

        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).body()).contains("\"a1\"", "\"Replayed\" : \"true\"");
        assertThat(messages.get(2).body()).contains("\"a3\"").doesNotContain("Replayed");
        String subscription = house.sns().listSubscriptionsByTopic(r -> r.topicArn(topic)).subscriptions().getFirst().subscriptionArn();
        assertThat(house.sns().getSubscriptionAttributes(r -> r.subscriptionArn(subscription)).attributes()).containsEntry("ReplayStatus", "Completed");
    }

    @Test
    void theArchiveForgetsWhatIsTooOld() {
        publish("a", "1");
        house.pass(Duration.ofDays(31));
        publish("a", "2");
        house.pass(Duration.ofMinutes(2));
        String queue = subscribed("late.fifo", Map.of("RawMessageDelivery", "true",
                "ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2020-01-01T00:00:00Z\"}"));
        house.settle();

        assertThat(house.bodies(queue)).containsExactly("a2");
    }

    @Test
    void standardQueuesMaySubscribeToo() {
        String queue = subscribed("audit", Map.of("RawMessageDelivery", "true"));
        publish("a", "1");
        house.settle();

        assertThat(house.bodies(queue)).containsExactly("a1");
    }
}
