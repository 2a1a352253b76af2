package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidStateException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;

/** FIFO topics: order, deduplication, and the archive. */
public abstract class SnsFifoContract extends SnsContract {
    private static final String ARCHIVED = "{\"MessageRetentionPeriod\":\"30\"}";

    private PublishResponse publish(String topic, String message, String group, String deduplicationId) {
        return publish(topic, message, r -> r.messageGroupId(group).messageDeduplicationId(deduplicationId));
    }

    @Test
    void groupsArriveInOrder() {
        String topic = fifoTopic("orders");
        String queue = subscribedRaw(topic);
        List<PublishResponse> answers = IntStream.range(0, 24)
                .mapToObj(i -> publish(topic, "m" + i, "g" + i % 2, "d" + i)).toList();
        List<Message> messages = drain(queue);

        assertThat(answers).extracting(PublishResponse::sequenceNumber).isSorted().doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(number).matches("\\d{20}"));
        for (int group = 0; group < 2; group++) {
            int remainder = group;
            assertThat(messages).filteredOn(message -> message.attributesAsStrings().get("MessageGroupId").equals("g" + remainder))
                    .extracting(Message::body)
                    .containsExactlyElementsOf(IntStream.range(0, 24).filter(i -> i % 2 == remainder).mapToObj(i -> "m" + i).toList());
        }
    }

    @Test
    void anEnvelopeOfAFifoTopicIsNumberedAndNotSigned() {
        String topic = fifoTopic("orders");
        String queue = fifoQueue("shipping");
        subscribe(topic, queue);
        PublishResponse answer = publish(topic, "Test", "g", "message-deduplication-id-1");
        Message message = drain(queue).getFirst();
        Json.Members envelope = Json.object(message.body()).orElseThrow();

        assertThat(envelope.all()).containsOnlyKeys("Type", "MessageId", "SequenceNumber", "TopicArn", "Message", "Timestamp", "UnsubscribeURL");
        assertThat(envelope.text("MessageId")).hasValue(answer.messageId());
        assertThat(envelope.text("SequenceNumber")).hasValue(answer.sequenceNumber());
        assertThat(message.attributesAsStrings()).containsEntry("MessageGroupId", "g")
                .containsEntry("MessageDeduplicationId", "message-deduplication-id-1");
    }

    @Test
    void aDuplicateIsTakenOnce() {
        String topic = fifoTopic("orders");
        String queue = subscribedRaw(topic);
        PublishResponse first = publish(topic, "one", "g", "d");
        PublishResponse again = publish(topic, "other", "h", "d");

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(bodies(queue)).containsExactly("one");
    }

    @Test
    void aDuplicateIsForgottenAfterFiveMinutes() {
        String topic = fifoTopic("orders");
        String queue = subscribedRaw(topic);
        publish(topic, "one", "g", "d");
        settle();
        pass(Duration.ofMinutes(5).plusSeconds(1));
        publish(topic, "two", "g", "d");

        assertThat(bodies(queue)).containsExactly("one", "two");
    }

    @Test
    void theContentCanTellDuplicates() {
        String topic = fifoTopic("orders", "ContentBasedDeduplication", "true");
        String queue = subscribedRaw(topic);
        publish(topic, "Test", r -> r.messageGroupId("g"));
        publish(topic, "Test", r -> r.messageGroupId("g"));
        publish(topic, "Test", "g", "said");
        List<Message> messages = drain(queue);

        assertThat(messages).extracting(message -> message.attributesAsStrings().get("MessageDeduplicationId"))
                .containsExactly("532eaabd9574880dbf76b9b8cc00832c20a6ec113d682299550d7a6e0f345e25", "said");
    }

    @Test
    void aStandardQueueGetsNeitherGroupNorDeduplication() {
        String topic = fifoTopic("orders");
        String queue = queue("audit");
        subscribe(topic, queue);
        publish(topic, "m", "g", "d");
        publish(topic, "m", "g", "d");
        Message message = drain(queue).getFirst();

        assertThat(message.attributesAsStrings()).doesNotContainKeys("MessageGroupId", "MessageDeduplicationId");
        assertThat(drain(queue)).isEmpty();
    }

    @Test
    void messagesAreChecked() {
        String topic = fifoTopic("orders");

        refusalOf(() -> publish(topic, "m")).isInvalidParameter("The MessageGroupId parameter is required for FIFO topics");
        refusalOf(() -> publish(topic, "m", r -> r.messageGroupId("g"))).isInvalidParameter(
                "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        refusalOf(() -> publish(topic, "m", "two words", "d")).is("InvalidParameter", 400);
        refusalOf(() -> publish(topic, "m", "g", "d".repeat(129))).is("InvalidParameter", 400);
        refusalOf(() -> sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(
                entry(1).toBuilder().messageGroupId(null).build())))
                .isInvalidParameter("The MessageGroupId parameter is required for FIFO topics");
    }

    @Test
    void subscribersAreChecked() {
        String topic = fifoTopic("orders");
        String subscription = subscribe(topic, fifoQueue("shipping"));

        refusalOf(() -> sns.subscribe(r -> r.topicArn(topic).protocol("http").endpoint("http://localhost/")))
                .isInvalidParameter("Invalid parameter: Endpoint Reason: Please use FIFO SQS queue");
        refusalOf(() -> set(subscription, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queue("dead") + "\"}"))
                .isInvalidParameter("RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
    }

    @Test
    void aBatchKeepsItsOrder() {
        String topic = fifoTopic("orders");
        String queue = subscribedRaw(topic);
        var answer = sns.publishBatch(r -> r.topicArn(topic).publishBatchRequestEntries(
                IntStream.range(0, 10).mapToObj(SnsFifoContract::entry).toList()));

        assertThat(answer.failed()).isEmpty();
        assertThat(answer.successful()).hasSize(10).extracting(PublishBatchResultEntry::sequenceNumber).isSorted().doesNotHaveDuplicates();
        assertThat(bodies(queue)).containsExactlyElementsOf(IntStream.range(0, 10).mapToObj(i -> "m" + i).toList());
    }

    private static PublishBatchRequestEntry entry(int number) {
        return PublishBatchRequestEntry.builder().id("n" + number).message("m" + number)
                .messageGroupId("g").messageDeduplicationId("d" + number).build();
    }

    @Test
    void aFilterTakesNothingFromTheOrder() {
        String topic = fifoTopic("orders");
        String queue = subscribedRaw(topic, "FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"n\":[1,3]}");
        for (int i = 0; i < 4; i++) {
            publish(topic, "{\"n\":" + i + "}", "g", "d" + i);
        }

        assertThat(bodies(queue)).containsExactly("{\"n\":1}", "{\"n\":3}");
    }

    @Test
    void whatCannotBeDeliveredGoesInOrderToTheDeadLetterQueue() {
        String topic = fifoTopic("orders");
        String queue = fifoQueue("shipping");
        String dead = fifoQueue("dead");
        subscribe(topic, queue, RAW, "true", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + dead + "\"}");
        deleteQueue(queue);
        for (int i = 0; i < 3; i++) {
            publish(topic, "m" + i, "g", "d" + i);
        }
        List<Message> letters = drain(dead);

        assertThat(letters).extracting(Message::body).containsExactly("m0", "m1", "m2");
        assertThat(letters.getFirst().attributesAsStrings()).containsEntry("MessageGroupId", "g").containsEntry("MessageDeduplicationId", "d0");
    }

    @Test
    void aTopicWithAnArchiveIsNotDeleted() {
        String topic = fifoTopic("orders", "ArchivePolicy", ARCHIVED);
        assertThat(topicAttributes(topic)).containsEntry("ArchivePolicy", ARCHIVED);
        refusalOf(() -> sns.deleteTopic(r -> r.topicArn(topic))).is(InvalidStateException.class).is("InvalidState", 400);

        setTopic(topic, "ArchivePolicy", "{}");
        sns.deleteTopic(r -> r.topicArn(topic));
        refusalOf(() -> topicAttributes(topic)).isNotFound("Topic does not exist");
    }

    @Test
    void theArchiveIsReplayed() {
        String topic = fifoTopic("orders", "ArchivePolicy", ARCHIVED);
        String id = publish(topic, "old", "g", "1").messageId();
        pass(Duration.ofMinutes(10));
        String queue = fifoQueue("late");
        String subscription = subscribe(topic, queue);
        publish(topic, "new", "g", "2");
        assertThat(envelope(queue).text("Message")).hasValue("new");

        set(subscription, "ReplayPolicy", "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2000-01-01T00:00:00.000Z\"}");
        List<Json.Members> replayed = drain(queue).stream().map(message -> Json.object(message.body()).orElseThrow()).toList();
        assertThat(replayed).extracting(envelope -> envelope.text("Message").orElseThrow()).containsExactly("old", "new");
        assertThat(replayed.getFirst().text("MessageId")).hasValue(id);
        assertThat(replayed.getFirst().all()).containsKey("Replayed");
        assertThat(attributesOf(subscription)).containsEntry("ReplayStatus", "Completed");
    }
}
