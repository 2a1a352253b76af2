package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** FIFO queues on a store that has to be asked for everything. */
class FifoOrderTest extends InProcessTest {

    @Override
    InProcess opened() {
        return InProcess.withCache(InProcess.NO_CACHE);
    }

    @Test
    void groupsKeepTheirOrderThroughThousandsOfMessages() {
        String url = fifoQueue("orders");
        for (int i = 0; i < 300; i++) {
            sendMany(url, "g" + i % 7, "batch" + i + "-", 10);
        }
        Map<String, List<String>> byGroup = new HashMap<>();
        for (List<Message> messages; !(messages = receive(url)).isEmpty(); ) {
            for (Message message : messages) {
                byGroup.computeIfAbsent(sequence(message, MessageSystemAttributeName.MESSAGE_GROUP_ID), none -> new ArrayList<>())
                        .add(sequence(message, MessageSystemAttributeName.SEQUENCE_NUMBER));
                delete(url, message);
            }
        }

        assertThat(byGroup).hasSize(7);
        byGroup.values().forEach(sequences -> assertThat(sequences).isSorted().doesNotHaveDuplicates());
        assertThat(byGroup.values().stream().mapToInt(List::size).sum()).isEqualTo(3_000);
    }

    private static String sequence(Message message, MessageSystemAttributeName name) {
        return message.attributes().get(name);
    }

    @Test
    void aGroupBehindAnotherThatIsBlockedIsFound() {
        String url = fifoQueue("orders");
        sendMany(url, "blocked", "b", 5_000);
        sendTo(url, "free", "f");
        receive(url, r -> r.maxNumberOfMessages(1));

        assertThat(bodies(url)).containsExactly("f");
    }

    @Test
    void onlySoManyMessagesAreSearchedForAFreeGroup() {
        process.reopen(64L << 20);
        String url = fifoQueue("orders");
        sendMany(url, "blocked", "b", FifoOrder.LOOK_AHEAD + 1);
        sendTo(url, "free", "f");
        Message first = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();

        assertThat(bodies(url)).as("it lies beyond the first 120,000").isEmpty();
        delete(url, first);
        receive(url, r -> r.maxNumberOfMessages(10)).forEach(message -> delete(url, message));
        receive(url, r -> r.maxNumberOfMessages(1));
        assertThat(bodies(url)).containsExactly("f");
    }

    @Test
    void anExpiredVisibilityBringsAGroupBackInOrderAfterARestartToo() {
        String url = fifoQueue("orders", "VisibilityTimeout", "10");
        sendMany(url, "g", "m", 20);
        receive(url, r -> r.maxNumberOfMessages(3));
        reopen();

        assertThat(receive(url)).as("still in flight").isEmpty();
        pass(Duration.ofSeconds(10));
        reopen();
        assertThat(drain(url)).containsExactlyElementsOf(numbered("m", 0, 20));
    }

    @Test
    void aGroupThatIsBlockedDoesNotHideAFreeOneAfterARestart() {
        String url = fifoQueue("orders", "VisibilityTimeout", "600");
        sendTo(url, "ready", "r");
        sendMany(url, "half", "h", 2);
        sendTo(url, "blocked", "b");
        List<Message> flight = receiveMany(url, 4);
        hide(url, flight.get(0), 0);
        hide(url, flight.get(1), 0);
        sendMany(url, "blocked", "c", 150);
        sendTo(url, "free", "f");
        reopen();
        assertThat(receive(url, r -> r.maxNumberOfMessages(1))).extracting(Message::body).containsExactly("r");
        pass(Duration.ZERO);

        assertThat(bodies(url)).containsExactly("f");
        assertThat(receive(url)).as("the other half is in flight").isEmpty();
    }

    @Test
    void aHandleDeletesAfterARestart() {
        String url = fifoQueue("orders");
        sendMany(url, "g", "m", 3);
        Message first = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        reopen();
        delete(url, first);

        assertThat(drain(url)).containsExactly("m1", "m2");
    }

    @Test
    void aPartOfAGroupThatIsDeletedLeavesTheRestBlocked() {
        String url = fifoQueue("orders");
        sendMany(url, "g", "m", 4);
        List<Message> two = receive(url, r -> r.maxNumberOfMessages(2));
        delete(url, two.getFirst());
        assertThat(receive(url)).isEmpty();
        hide(url, two.getLast(), 0);

        assertThat(bodies(url)).containsExactly("m1", "m2", "m3");
    }

    @Test
    void groupsTakeTurns() {
        String url = fifoQueue("orders");
        sendMany(url, "a", "a", 20);
        sendMany(url, "b", "b", 20);
        List<Message> a = receive(url);
        a.forEach(message -> delete(url, message));

        assertThat(bodies(url)).as("b has waited longer").containsExactlyElementsOf(numbered("b", 0, 10));
    }

    @Test
    void theQueuesDelayHidesTheYoungest() {
        String url = fifoQueue("orders", "DelaySeconds", "10");
        sendTo(url, "a", "a1");
        pass(Duration.ofSeconds(5));
        sendTo(url, "a", "a2");
        sendTo(url, "b", "b1");
        assertCounts(url, 0, 0, 3);
        pass(Duration.ofSeconds(5));

        assertCounts(url, 1, 0, 2);
        Message first = receiveOne(url);
        assertThat(first.body()).isEqualTo("a1");
        assertCounts(url, 0, 1, 2);
        delete(url, first);
        assertCounts(url, 0, 0, 2);
        pass(Duration.ofSeconds(5));
        assertCounts(url, 2, 0, 0);
        assertThat(drain(url)).containsExactly("a2", "b1");
        assertCounts(url, 0, 0, 0);
        sqs.purgeQueue(r -> r.queueUrl(url));
        assertCounts(url, 0, 0, 0);
    }
}
