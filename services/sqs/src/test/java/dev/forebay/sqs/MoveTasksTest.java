package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Redrives: their pace, their end, and a restart on the way. */
class MoveTasksTest extends InProcessTest {
    private String dead;
    private String one;
    private String two;

    @BeforeEach
    void makeQueues() {
        dead = queue("dead");
        String policy = "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}";
        one = queue("one", "VisibilityTimeout", "0", "RedrivePolicy", policy);
        two = queue("two", "VisibilityTimeout", "0", "RedrivePolicy", policy);
    }

    /** Sends messages and has them dead-lettered. */
    private void kill(String url, String stem, int count) {
        sendMany(url, "", stem, count);
        set(url, "VisibilityTimeout", "600");
        receiveMany(url, count).forEach(message -> hide(url, message, 0));
        assertThat(receive(url)).isEmpty();
        set(url, "VisibilityTimeout", "0");
    }

    private String start(int rate) {
        return sqs.startMessageMoveTask(
                        r -> r.sourceArn(arn(dead)).maxNumberOfMessagesPerSecond(rate == 0 ? null : rate))
                .taskHandle();
    }

    private ListMessageMoveTasksResultEntry task() {
        return tasks().getFirst();
    }

    private List<ListMessageMoveTasksResultEntry> tasks() {
        return sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead)).maxResults(10)).results();
    }

    private void runTask() {
        while (List.of("RUNNING", "CANCELLING").contains(task().status())) {
            pass(Duration.ofMillis(100));
        }
    }

    @Test
    void eachMessageGoesBackToItsOwnSource() {
        kill(one, "1-", 230);
        kill(two, "2-", 170);
        assertCounts(dead, 400, 0, 0);
        start(0);
        runTask();

        assertThat(task().status()).isEqualTo("COMPLETED");
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(400);
        assertCounts(dead, 0, 0, 0);
        assertThat(drain(one)).hasSize(230).allMatch(body -> body.startsWith("1-"));
        assertThat(drain(two)).hasSize(170).allMatch(body -> body.startsWith("2-"));
    }

    @Test
    void aTaskKeepsItsPace() {
        kill(one, "m", 100);
        start(20);
        pass(Duration.ZERO);
        long before = task().approximateNumberOfMessagesMoved();
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(100));
        }

        assertThat(task().approximateNumberOfMessagesMoved() - before).isEqualTo(40);
        assertThat(task().approximateNumberOfMessagesToMove()).isEqualTo(100);
        assertThat(task().status()).isEqualTo("RUNNING");
    }

    @Test
    void aSlowTaskMovesOneMessageASecond() {
        kill(one, "m", 5);
        start(1);
        pass(Duration.ZERO);
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(1);
        pass(Duration.ofMillis(999));
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(1);
        pass(Duration.ofMillis(1));

        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(2);
        assertCounts(dead, 3, 0, 0);
    }

    @Test
    void aCancelledTaskStops() {
        kill(one, "m", 100);
        String handle = start(10);
        pass(Duration.ofSeconds(1));
        long moved = sqs.cancelMessageMoveTask(r -> r.taskHandle(handle)).approximateNumberOfMessagesMoved();
        assertThat(task().status()).isEqualTo("CANCELLING");
        assertThat(task().taskHandle()).isNull();
        runTask();

        assertThat(task().status()).isEqualTo("CANCELLED");
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(moved).isBetween(1L, 99L);
        assertCounts(dead, (int) (100 - moved), 0, 0);
        start(0);
        runTask();
        assertThat(tasks()).extracting(ListMessageMoveTasksResultEntry::status).containsExactly("COMPLETED", "CANCELLED");
        assertThat(drain(one)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void aTaskGoesOnAfterARestart() {
        kill(one, "m", 100);
        String handle = start(10);
        pass(Duration.ofSeconds(1));
        long moved = task().approximateNumberOfMessagesMoved();
        assertThat(moved).isBetween(1L, 99L);
        reopen();

        assertThat(task().taskHandle()).isEqualTo(handle);
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(moved);
        runTask();
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(100);
        assertThat(drain(one)).hasSize(100).doesNotHaveDuplicates();
        assertCounts(dead, 0, 0, 0);
    }

    @Test
    void aCancelledTaskStaysCancelledThroughARestart() {
        kill(one, "m", 50);
        String handle = start(10);
        sqs.cancelMessageMoveTask(r -> r.taskHandle(handle));
        reopen();
        runTask();

        assertThat(task().status()).isEqualTo("CANCELLED");
    }

    @Test
    void aMessageThatNobodyDeadLetteredFailsTheTask() {
        String id = send(dead, "stray").messageId();
        start(0);
        runTask();

        assertThat(task().status()).isEqualTo("FAILED");
        assertThat(task().failureReason()).isEqualTo("CouldNotDetermineMessageSource");
        Message stray = receiveOne(dead);
        assertThat(stray.messageId()).isEqualTo(id);
        assertThat(receiveCount(stray)).as("moving is not receiving").isEqualTo(1);
        assertThat(Long.parseLong(stray.attributes().get(
                        software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)))
                .isEqualTo(process.clock.millis());
    }

    @Test
    void aDestinationThatIsGoneFailsTheTask() {
        kill(one, "m", 20);
        String hospital = queue("hospital");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).destinationArn(arn(hospital)).maxNumberOfMessagesPerSecond(10));
        pass(Duration.ofMillis(500));
        sqs.deleteQueue(r -> r.queueUrl(hospital));
        runTask();

        assertThat(task().status()).isEqualTo("FAILED");
        assertThat(task().failureReason()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(drain(dead)).hasSize((int) (20 - task().approximateNumberOfMessagesMoved()));
    }

    @Test
    void messagesInFlightAreLeftAlone() {
        kill(one, "m", 10);
        List<Message> flight = receive(dead, r -> r.maxNumberOfMessages(4));
        start(0);
        runTask();

        assertThat(task().approximateNumberOfMessagesToMove()).isEqualTo(6);
        assertThat(task().approximateNumberOfMessagesMoved()).isEqualTo(6);
        assertCounts(dead, 0, 4, 0);
        delete(dead, flight.getFirst());
        assertCounts(dead, 0, 3, 0);
    }

    @Test
    void aFifoRedriveKeepsTheOrderOfGroups() {
        String fifoDead = fifoQueue("dead");
        String source = fifoQueue("orders", "VisibilityTimeout", "10",
                "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(fifoDead) + "\",\"maxReceiveCount\":1}");
        sendMany(source, "g", "m", 25);
        for (int i = 0; i < 3; i++) {
            receive(source);
            pass(Duration.ofSeconds(10));
            receive(source);
            pass(Duration.ofSeconds(10));
        }
        while (!receive(source).isEmpty()) {
            pass(Duration.ofSeconds(10));
        }
        assertCounts(fifoDead, 25, 0, 0);
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(fifoDead)));
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(100));
        }

        assertThat(drain(source)).containsExactlyElementsOf(numbered("m", 0, 25));
    }

    @Test
    void tenTasksAreRemembered() {
        for (int i = 0; i < 12; i++) {
            start(0);
            runTask();
        }
        reopen();

        assertThat(tasks()).hasSize(10).allMatch(task -> task.status().equals("COMPLETED"));
        assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead))).results()).hasSize(1);
    }

    @Test
    void aTaskEndsWithItsQueue() {
        kill(one, "m", 20);
        start(1);
        sqs.deleteQueue(r -> r.queueUrl(dead));
        pass(Duration.ofSeconds(60));

        assertThat(process.timers.size()).as("only the janitor's").isEqualTo(1);
    }
}
