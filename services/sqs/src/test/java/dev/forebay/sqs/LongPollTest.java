package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Long polls that really wait, and are woken at the very moment. */
@Timeout(60)
class LongPollTest extends InProcessTest {

    private static List<Message> messages(FutureTask<List<Message>> poll) throws Exception {
        return poll.get(20, TimeUnit.SECONDS);
    }

    private static void assertGot(FutureTask<List<Message>> poll, String body) throws Exception {
        assertThat(messages(poll)).extracting(Message::body).containsExactly(body);
    }

    @Test
    void aMessageWakesWhoWaits() throws Exception {
        String url = queue("orders");
        FutureTask<List<Message>> poll = poll(url, 20);
        send(url, "m");

        assertGot(poll, "m");
    }

    @Test
    void aPollEndsAtItsDeadlineAndNotBefore() throws Exception {
        String url = queue("orders");
        FutureTask<List<Message>> poll = poll(url, 20);
        pass(Duration.ofMillis(19_999));
        assertThat(poll.isDone()).isFalse();
        pass(Duration.ofMillis(1));

        assertThat(messages(poll)).isEmpty();
        assertThat(process.timers.size()).as("only the janitor's").isEqualTo(1);
    }

    @Test
    void aDelayThatEndsWakesWhoWaits() throws Exception {
        String url = queue("orders");
        FutureTask<List<Message>> poll = poll(url, 20);
        int timers = process.timers.size();
        send(url, "m", r -> r.delaySeconds(5));
        process.awaitTimers(timers + 1);
        pass(Duration.ofSeconds(5));

        assertGot(poll, "m");
    }

    @Test
    void theDelayOfAFifoQueueWakesWhoWaits() throws Exception {
        String url = fifoQueue("orders", "DelaySeconds", "5");
        FutureTask<List<Message>> poll = poll(url, 20);
        int timers = process.timers.size();
        sendTo(url, "g", "m");
        process.awaitTimers(timers + 1);
        pass(Duration.ofSeconds(5));

        assertGot(poll, "m");
    }

    @Test
    void aVisibilityThatEndsWakesWhoWaits() throws Exception {
        String url = queue("orders", "VisibilityTimeout", "5");
        send(url, "m");
        receiveOne(url);
        FutureTask<List<Message>> poll = poll(url, 20);
        pass(Duration.ofSeconds(5));

        assertGot(poll, "m");
    }

    @Test
    void aVisibilityThatBeganWhileOneWaitedWakesWhoWaits() throws Exception {
        String url = queue("orders", "VisibilityTimeout", "5");
        FutureTask<List<Message>> first = poll(url, 20);
        FutureTask<List<Message>> second = poll(url, 20);
        send(url, "m");
        assertGot(first, "m");
        pass(Duration.ofSeconds(5));

        assertGot(second, "m");
    }

    @Test
    void aShorterVisibilityWakesWhoWaits() throws Exception {
        String url = queue("orders", "VisibilityTimeout", "500");
        send(url, "m");
        Message message = receiveOne(url);
        FutureTask<List<Message>> poll = poll(url, 20);
        hide(url, message, 3);
        pass(Duration.ofSeconds(3));

        assertGot(poll, "m");
    }

    @Test
    void whoCameFirstIsServedFirst() throws Exception {
        String url = queue("orders");
        List<FutureTask<List<Message>>> polls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            polls.add(poll(url, 20));
        }
        for (int i = 0; i < 5; i++) {
            send(url, "m" + i);

            assertGot(polls.get(i), "m" + i);
            for (int later = i + 1; later < 5; later++) {
                assertThat(polls.get(later).isDone()).isFalse();
            }
        }
    }

    @Test
    void aBatchWakesAsManyAsItHasMessages() throws Exception {
        String url = queue("orders");
        List<FutureTask<List<Message>>> polls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            polls.add(poll(url, 20));
        }
        sendMany(url, "", "m", 10);

        for (FutureTask<List<Message>> poll : polls) {
            assertThat(messages(poll)).hasSize(1);
        }
    }

    @Test
    void aGroupThatIsFreedWakesWhoWaits() throws Exception {
        String url = fifoQueue("orders");
        sendMany(url, "g", "m", 3);
        Message first = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        FutureTask<List<Message>> poll = poll(url, 20);
        delete(url, first);

        assertGot(poll, "m1");
    }

    @Test
    void manyGroupsFreedAtOnceWakeMany() throws Exception {
        String url = fifoQueue("orders", "VisibilityTimeout", "5");
        for (int i = 0; i < 5; i++) {
            sendTo(url, "g" + i, "m" + i);
        }
        receiveMany(url, 5);
        List<FutureTask<List<Message>>> polls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            polls.add(poll(url, 20));
        }
        pass(Duration.ofSeconds(5));

        for (FutureTask<List<Message>> poll : polls) {
            assertThat(messages(poll)).hasSize(1);
        }
    }

    @Test
    void whoIsInterruptedTakesNoMessageAlong() throws Exception {
        String url = queue("orders");
        Thread[] thread = new Thread[1];
        FutureTask<List<Message>> leaver = poll(() -> receive(url, r -> r.waitTimeSeconds(20)), thread);
        FutureTask<List<Message>> stayer = poll(url, 20);
        thread[0].interrupt();

        assertThat(catchThrowable(() -> leaver.get(20, TimeUnit.SECONDS))).hasCauseInstanceOf(AbortedException.class);
        send(url, "m");
        assertGot(stayer, "m");
    }

    /** The interrupt and the message race: whoever wins, the message reaches the one who stays, or the leaver has it. */
    @Test
    void anInterruptThatRacesWithAMessageLosesNothing() throws Exception {
        for (int round = 0; round < 300; round++) {
            String url = queue("orders", "VisibilityTimeout", "600");
            Thread[] thread = new Thread[1];
            FutureTask<List<Message>> leaver = poll(() -> receive(url, r -> r.waitTimeSeconds(20)), thread);
            FutureTask<List<Message>> stayer = poll(url, 20);
            Thread sender = Thread.ofVirtual().start(() -> send(url, "m"));
            thread[0].interrupt();
            sender.join();
            Throwable left = catchThrowable(() -> leaver.get(20, TimeUnit.SECONDS));

            if (left == null) {
                assertGot(leaver, "m");
                send(url, "another");
                assertGot(stayer, "another");
            } else {
                assertGot(stayer, "m");
            }
        }
    }

    @Test
    void aPurgeLeavesWaitersWaiting() throws Exception {
        String url = queue("orders");
        send(url, "m", r -> r.delaySeconds(5));
        FutureTask<List<Message>> poll = poll(url, 20);
        sqs.purgeQueue(r -> r.queueUrl(url));
        pass(Duration.ofSeconds(10));
        assertThat(poll.isDone()).isFalse();
        send(url, "n");

        assertGot(poll, "n");
    }

    @Test
    void aDeadLetterWakesWhoWaitsAtItsQueue() throws Exception {
        String dead = queue("dead");
        String url = queue("orders", "VisibilityTimeout", "0",
                "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        send(url, "m");
        receiveOne(url);
        FutureTask<List<Message>> poll = poll(dead, 20);
        receive(url);

        assertGot(poll, "m");
    }

    @Test
    void aNewRedrivePolicyHoldsForWhoWaits() throws Exception {
        String dead = queue("dead");
        String url = queue("orders", "VisibilityTimeout", "5");
        send(url, "m");
        receiveOne(url);
        FutureTask<List<Message>> poll = poll(url, 20);
        set(url, "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}");
        pass(Duration.ofSeconds(5));
        for (int i = 0; i < 15; i++) {
            pass(Duration.ofSeconds(1));
        }

        assertThat(messages(poll)).isEmpty();
        assertCounts(dead, 1, 0, 0);
    }

    @Test
    void tenThousandMayWait() throws Exception {
        String url = queue("orders");
        List<FutureTask<List<Message>>> polls = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            polls.add(new FutureTask<>(() -> receive(url, r -> r.waitTimeSeconds(20).maxNumberOfMessages(1))));
            Thread.ofVirtual().start(polls.get(i));
        }
        process.awaitTimers(10_001);
        sendMany(url, "", "m", 10_000);
        int received = 0;
        for (FutureTask<List<Message>> poll : polls) {
            received += messages(poll).size();
        }

        assertThat(received).isEqualTo(10_000);
    }
}
