package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SEQUENCE_NUMBER;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** FIFO queues: order within groups, deduplication, attempts. */
public abstract class SqsFifoContract extends SqsContract {

    @Test
    void aMessageOfAFifoQueueHasAGroupAndASequenceNumber() {
        String url = fifoQueue("orders");
        SendMessageResponse first = send(url, "1", r -> r.messageGroupId("g").messageDeduplicationId("d"));
        SendMessageResponse second = sendTo(url, "g", "2");
        List<Message> messages = receive(url);

        assertThat(first.sequenceNumber()).hasSize(20).isLessThan(second.sequenceNumber());
        assertThat(messages).extracting(Message::body).containsExactly("1", "2");
        assertThat(messages.getFirst().attributes())
                .containsEntry(MESSAGE_GROUP_ID, "g")
                .containsEntry(MESSAGE_DEDUPLICATION_ID, "d")
                .containsEntry(SEQUENCE_NUMBER, first.sequenceNumber());
        refusalOf(() -> send(url, "m")).is("MissingParameter").says("The request must contain the parameter MessageGroupId");
    }

    @Test
    void groupsAndDeduplicationIdsAreShortAndPrintable() {
        String url = fifoQueue("orders");
        String longest = "~!".repeat(64);
        send(url, "m", r -> r.messageGroupId(longest).messageDeduplicationId(longest));

        for (String bad : List.of("", longest + "x", "with space", "ümlaut")) {
            refusalOf(() -> sendTo(url, bad, "m")).is("InvalidParameterValue").says("MessageGroupId");
            refusalOf(() -> send(url, "m", r -> r.messageGroupId("g").messageDeduplicationId(bad)))
                    .is("InvalidParameterValue")
                    .says("MessageDeduplicationId");
        }
    }

    @Test
    void aMessageOfAFifoQueueHasNoDelayOfItsOwn() {
        String url = fifoQueue("orders");

        refusalOf(() -> send(url, "m", r -> r.messageGroupId("g").delaySeconds(1)))
                .is("InvalidParameterValue")
                .says("The request include parameter that is not valid for this queue type");
    }

    @Test
    void aGroupIsServedInOrderAndWaitsForWhatIsInFlight() {
        String url = fifoQueue("orders");
        sendTo(url, "a", "a1");
        sendTo(url, "a", "a2");
        sendTo(url, "b", "b1");
        Message first = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();

        assertThat(first.body()).isEqualTo("a1");
        assertThat(bodies(url)).as("group a is blocked").containsExactly("b1");
        assertThat(receive(url)).isEmpty();
        delete(url, first);
        assertThat(bodies(url)).containsExactly("a2");
    }

    @Test
    void aReceiveTakesSeveralOfAGroupAndThenOthers() {
        String url = fifoQueue("orders");
        for (int i = 0; i < 6; i++) {
            sendTo(url, "a", "a" + i);
            sendTo(url, "b", "b" + i);
        }

        assertThat(bodies(url)).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "b0", "b1", "b2", "b3");
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void aGroupComesBackInOrder() {
        String url = fifoQueue("orders", "VisibilityTimeout", "10");
        for (int i = 0; i < 3; i++) {
            sendTo(url, "g", "m" + i);
        }
        List<Message> taken = receive(url, r -> r.maxNumberOfMessages(2));
        hide(url, taken.get(1), 2);
        pass(Duration.ofSeconds(2));

        assertThat(receive(url)).as("the first is still in flight").isEmpty();
        pass(Duration.ofSeconds(8));
        assertThat(bodies(url)).containsExactly("m0", "m1", "m2");
    }

    @Test
    void aHandleOfAFifoQueueEndsWithItsReceive() {
        String url = fifoQueue("orders", "VisibilityTimeout", "1");
        sendTo(url, "g", "m");
        Message first = receiveOne(url);
        pass(Duration.ofSeconds(1));

        refusalOf(() -> delete(url, first)).is("InvalidParameterValue").says("The receipt handle has expired");
        Message second = receiveOne(url);
        refusalOf(() -> delete(url, first)).is("InvalidParameterValue").says("The receipt handle has expired");
        delete(url, second);
        delete(url, second);
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aRepeatedMessageIsTakenOnce() {
        String url = fifoQueue("orders");
        SendMessageResponse first = send(url, "1", r -> r.messageGroupId("g").messageDeduplicationId("d"));
        SendMessageResponse again = send(url, "2", r -> r.messageGroupId("other").messageDeduplicationId("d"));

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertThat(drain(url)).containsExactly("1");
        send(url, "3", r -> r.messageGroupId("g").messageDeduplicationId("d"));
        assertThat(drain(url)).as("deleting does not make it forgotten").isEmpty();
        pass(Duration.ofMinutes(5));
        send(url, "4", r -> r.messageGroupId("g").messageDeduplicationId("d"));
        assertThat(drain(url)).containsExactly("4");
    }

    @Test
    void contentStandsInForAnIdAndCollidesWithOne() {
        String url = fifoQueue("orders");
        String hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
        sendTo(url, "g", "hello");
        send(url, "hello", r -> r.messageGroupId("g").messageAttributes(java.util.Map.of("a", text("not hashed"))));
        send(url, "something else", r -> r.messageGroupId("g").messageDeduplicationId(hash));
        send(url, "hello", r -> r.messageGroupId("g").messageDeduplicationId("explicit"));
        List<Message> messages = receive(url);

        assertThat(messages).extracting(Message::body).containsExactly("hello", "hello");
        assertThat(messages).extracting(m -> m.attributes().get(MESSAGE_DEDUPLICATION_ID)).containsExactly(hash, "explicit");
    }

    @Test
    void withoutContentAnIdIsNeeded() {
        String url = fifoQueue("orders", "ContentBasedDeduplication", "false");

        refusalOf(() -> sendTo(url, "g", "m"))
                .is("InvalidParameterValue")
                .says("The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");
        set(url, "ContentBasedDeduplication", "true");
        sendTo(url, "g", "m");
        assertThat(bodies(url)).containsExactly("m");
    }

    @Test
    void deduplicationMayBeWithinGroups() {
        String url = fifoQueue("orders", "DeduplicationScope", "messageGroup");
        sendTo(url, "a", "m");
        sendTo(url, "b", "m");
        sendTo(url, "a", "m");

        assertThat(drain(url)).containsExactly("m", "m");
    }

    @Test
    void theQueuesDelayHoldsForOldMessagesToo() {
        String url = fifoQueue("orders");
        sendTo(url, "g", "old");
        set(url, "DelaySeconds", "10");

        assertThat(receive(url)).isEmpty();
        assertCounts(url, 0, 0, 1);
        pass(Duration.ofSeconds(10));
        assertCounts(url, 1, 0, 0);
        assertThat(bodies(url)).containsExactly("old");
    }

    @Test
    void aReceiveThatIsRepeatedGetsTheSameMessagesAndHandles() {
        String url = fifoQueue("orders", "VisibilityTimeout", "10");
        sendTo(url, "g", "1");
        sendTo(url, "g", "2");
        List<Message> first = receive(url, r -> r.receiveRequestAttemptId("try"));
        pass(Duration.ofSeconds(9));
        List<Message> again = receive(url, r -> r.receiveRequestAttemptId("try"));

        assertThat(again).extracting(Message::receiptHandle).isEqualTo(first.stream().map(Message::receiptHandle).toList());
        pass(Duration.ofSeconds(9));
        assertThat(receive(url)).as("hidden anew").isEmpty();
        assertThat(receive(url, r -> r.receiveRequestAttemptId("other"))).isEmpty();
        delete(url, first.getFirst());
        assertThat(receive(url, r -> r.receiveRequestAttemptId("try"))).as("void once one is deleted").isEmpty();
    }

    @Test
    void anAttemptIdIsForFifoQueues() {
        String standard = queue("orders");
        String url = fifoQueue("orders");

        refusalOf(() -> receive(standard, r -> r.receiveRequestAttemptId("try"))).is("InvalidParameterValue");
        refusalOf(() -> receive(url, r -> r.receiveRequestAttemptId("x".repeat(129)))).is("InvalidParameterValue");
    }

    @Test
    void purgingAFifoQueueKeepsItsMemoryOfIds() {
        String url = fifoQueue("orders");
        String before = sendTo(url, "g", "1").sequenceNumber();
        receive(url);
        sqs.purgeQueue(r -> r.queueUrl(url));
        assertCounts(url, 0, 0, 0);

        assertThat(sendTo(url, "g", "2").sequenceNumber()).isGreaterThan(before);
        assertThat(bodies(url)).as("its group is free").containsExactly("2");
    }
}
