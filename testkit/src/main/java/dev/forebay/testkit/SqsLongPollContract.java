package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives that wait. They hold whichever comes first, the message or the wait; a poll never outlives its time. */
@Timeout(60)
public abstract class SqsLongPollContract extends SqsContract {

    @Test
    void aWaitEndsWhenAMessageIsSent() throws Exception {
        String url = queue("orders");
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));
        send(url, "m");

        assertThat(poll.get()).extracting(Message::body).containsExactly("m");
    }

    @Test
    void aWaitEndsWithItsTime() throws Exception {
        String url = queue("orders");
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(1)));

        assertThat(passUntilDone(poll)).isEmpty();
    }

    @Test
    void theQueueMaySayHowLongToWait() throws Exception {
        String url = queue("orders", "ReceiveMessageWaitTimeSeconds", "20");
        FutureTask<List<Message>> poll = start(() -> receive(url));
        send(url, "m");

        assertThat(poll.get()).extracting(Message::body).containsExactly("m");
        assertThat(receive(url, r -> r.waitTimeSeconds(0))).as("the call says otherwise").isEmpty();
    }

    @Test
    void aWaitEndsWhenADelayIsOver() throws Exception {
        String url = queue("orders");
        send(url, "m", r -> r.delaySeconds(2));
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));

        assertThat(passTenSeconds(poll)).extracting(Message::body).containsExactly("m");
    }

    @Test
    void aWaitEndsWhenAMessageBecomesVisibleAgain() throws Exception {
        String url = queue("orders");
        send(url, "m");
        receive(url, r -> r.visibilityTimeout(2));
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));

        assertThat(passTenSeconds(poll)).extracting(Message::body).containsExactly("m");
    }

    @Test
    void aWaitEndsWhenAMessageIsGivenBack() throws Exception {
        String url = queue("orders");
        send(url, "m");
        Message message = receiveOne(url);
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));
        hide(url, message, 0);

        assertThat(poll.get()).extracting(Message::body).containsExactly("m");
    }

    @Test
    void aWaitEndsWhenTheGroupIsFree() throws Exception {
        String url = fifoQueue("orders");
        sendTo(url, "g", "1");
        sendTo(url, "g", "2");
        Message first = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));
        delete(url, first);

        assertThat(poll.get()).extracting(Message::body).containsExactly("2");
    }

    @Test
    void aWaitEndsWhenTheDelayOfAFifoQueueIsOver() throws Exception {
        String url = fifoQueue("orders", "DelaySeconds", "2");
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));
        sendTo(url, "g", "m");

        assertThat(passTenSeconds(poll)).extracting(Message::body).containsExactly("m");
    }

    @Test
    void eachMessageEndsOneWait() throws Exception {
        String url = queue("orders");
        List<FutureTask<List<Message>>> polls = List.of(
                start(() -> receive(url, r -> r.waitTimeSeconds(20).maxNumberOfMessages(1))),
                start(() -> receive(url, r -> r.waitTimeSeconds(20).maxNumberOfMessages(1))),
                start(() -> receive(url, r -> r.waitTimeSeconds(20).maxNumberOfMessages(1))));
        for (int i = 0; i < 3; i++) {
            send(url, "m");
        }

        for (FutureTask<List<Message>> poll : polls) {
            assertThat(poll.get()).hasSize(1);
        }
    }

    @Test
    void aWaitEndsWhenTheQueueIsDeleted() {
        String url = queue("orders");
        FutureTask<List<Message>> poll = start(() -> receive(url, r -> r.waitTimeSeconds(20)));
        sqs.deleteQueue(r -> r.queueUrl(url));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(poll::get)).hasMessageContaining("does not exist");
    }

    private static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread.ofVirtual().start(task);
        return task;
    }

    /** What a poll gives once its time is over. */
    private <T> T passUntilDone(FutureTask<T> task) throws Exception {
        while (!task.isDone()) {
            pass(Duration.ofMillis(100));
            Thread.yield();
        }
        return task.get();
    }

    /** What a poll of twenty seconds gives when only ten of them pass. */
    private <T> T passTenSeconds(FutureTask<T> task) throws Exception {
        for (int i = 0; !task.isDone(); i++) {
            pass(i < 100 ? Duration.ofMillis(100) : Duration.ZERO);
            Thread.yield();
        }
        return task.get();
    }
}
