package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
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

    private String subscriptionArn() {
        return subscription().arn();
    }

    private Subscription subscription() {
        Topic found = house.service.catalog().find(TopicId.checked(topic, "TopicArn"));
        return found.roster().page(0, 10).getLast();
    }

    private void replay(Instant from) {
        house.sns().setSubscriptionAttributes(r -> r.subscriptionArn(subscriptionArn()).attributeName("ReplayPolicy")
                .attributeValue("{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + from + "\"}"));
    }

    private Instant now() {
        return Instant.ofEpochMilli(house.clock.millis());
    }

    @Test
    void whoConfirmsGetsWhatIsPublishedFromThenOn() {
        Caller neighbour = Caller.root(new AccountId("111122223333"), Region.DEFAULT);
        String url = house.queues.client(neighbour).createQueue(r -> r.queueName("theirs.fifo").attributesWithStrings(Map.of("FifoQueue", "true"))).queueUrl();
        house.sns().subscribe(r -> r.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:111122223333:theirs.fifo")
                .attributes(Map.of("RawMessageDelivery", "true")));
        publish("a", "1");
        house.settle();
        assertThat(received(neighbour, url)).singleElement().asString().contains("SubscriptionConfirmation");
        house.sns().confirmSubscription(r -> r.topicArn(topic).token(subscription().record().token()));
        publish("a", "2");
        house.settle();

        assertThat(received(neighbour, url)).containsExactly("a2");
    }

    private List<String> received(Caller caller, String url) {
        List<Message> messages = house.queues.client(caller).receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages();
        messages.forEach(m -> house.queues.client(caller).deleteMessage(r -> r.queueUrl(url).receiptHandle(m.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }

    @Test
    void whatIsNotYetDeliveredIsNotReplayed() {
        Instant start = now();
        String queue = subscribed("payments", Map.of("RawMessageDelivery", "true"));
        publish("a", "1");
        house.settle();
        publish("a", "2");
        replay(start);
        house.settle();

        assertThat(house.bodies(queue)).containsExactlyInAnyOrder("a1", "a1", "a2");
    }

    @Test
    void aReplayThatACrashKeptFromBeginningBeginsAfterIt() {
        Instant start = now();
        publish("a", "1");
        house.pass(Duration.ofMinutes(10));
        String queue = subscribed("late.fifo", Map.of("RawMessageDelivery", "true"));
        house.settle();
        // The attribute is durable, and then the process ends.
        Subscription late = subscription();
        late.partition().decide(changes -> {
            SubscriptionRecord record = late.record();
            changes.batch().put(
                    dev.forebay.runtime.Keys.of(late.partition().number(), Tables.SUBSCRIPTION, late.topic().incarnation(), late.number()),
                    SubscriptionRow.write(topic, record.withAttributes(record.attributes().with(Map.of(
                            "ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + start + "\"}"))), house.vault));
            return null;
        });
        house.reopen();
        house.settle();

        assertThat(house.bodies(queue)).containsExactly("a1");
    }

    @Test
    void aBatchThatIsUnderWayWhenAReplayBeginsIsNotSentAgain() {
        Cursor before = Cursor.at(10);
        Cursor replaying = before.replaying(3, 10);

        assertThat(replaying.past(15)).isEqualTo(new Cursor(15, Cursor.Replay.PENDING, 3, 10));
    }
}
