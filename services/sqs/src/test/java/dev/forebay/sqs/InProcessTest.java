package dev.forebay.sqs;

import dev.forebay.testkit.SqsContract;
import dev.forebay.testkit.SqsHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What tests of the service share: SQS in process, which they may close and open again. */
abstract class InProcessTest extends SqsContract {
    InProcess process;

    @Override
    protected SqsHarness open() {
        process = opened();
        return process;
    }

    /** How SQS is opened for this class's tests. */
    InProcess opened() {
        return new InProcess();
    }

    void reopen() {
        process.reopen();
    }

    /** Sends many messages of one group (none if empty) whose bodies are a stem and a number. */
    void sendMany(String url, String group, String stem, int count) {
        for (int from = 0; from < count; from += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(from, Math.min(count, from + 10))
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("" + i)
                            .messageBody(stem + i)
                            .messageGroupId(group.isEmpty() ? null : group)
                            .build())
                    .toList();
            sqs.sendMessageBatch(r -> r.queueUrl(url).entries(entries));
        }
    }

    /** Receives until so many messages are in flight. */
    List<Message> receiveMany(String url, int count) {
        List<Message> all = new ArrayList<>();
        while (all.size() < count) {
            int wanted = Math.min(10, count - all.size());
            List<Message> some = receive(url, r -> r.maxNumberOfMessages(wanted));
            if (some.isEmpty()) {
                throw new AssertionError("only " + all.size() + " of " + count + " messages came");
            }
            all.addAll(some);
        }
        return all;
    }

    static List<String> numbered(String stem, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> stem + i).toList();
    }

    /** Starts a long poll and returns once it has set the timer for its end. */
    FutureTask<List<Message>> poll(String url, int seconds) {
        return poll(() -> receive(url, r -> r.waitTimeSeconds(seconds).maxNumberOfMessages(1)), new Thread[1]);
    }

    FutureTask<List<Message>> poll(Callable<List<Message>> receive, Thread[] thread) {
        int before = process.timers.size();
        FutureTask<List<Message>> task = new FutureTask<>(receive);
        thread[0] = Thread.ofVirtual().start(task);
        process.awaitTimers(before + 1);
        return task;
    }

    @BeforeEach
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }
}
