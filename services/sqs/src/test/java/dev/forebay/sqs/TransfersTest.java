package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** What may happen to a message that is on its way to another queue: here it waits, for KMS gives SQS no key. */
class TransfersTest extends InProcessTest {
    private static final String SQS_KEY = "GenerateDataKey alias/aws-owned/sqs";
    private static final String MANY = "1000";

    private String dead;
    private String url;

    /** A queue whose second receive sends a message to its dead-letter queue; in another partition, for each has a data key of SQS's own. */
    private void queues(boolean fifo) {
        String[] attributes = {"VisibilityTimeout", "10", "MessageRetentionPeriod", "100"};
        url = fifo ? fifoQueue("orders", attributes) : queue("orders", attributes);
        do {
            dead = fifo ? fifoQueue("dead", "MessageRetentionPeriod", MANY) : queue("dead", "MessageRetentionPeriod", MANY);
        } while (partition(dead) == partition(url));
        set(url, "RedrivePolicy", policy());
    }

    private int partition(String of) {
        return process.service().catalog().findArn(arn(of)).orElseThrow().partition().number();
    }

    private String policy() {
        return "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":1}";
    }

    /** Sends a message of a group and has it wait; returns what was received before. */
    private Message waiting(String group) {
        process.kms.allow(SQS_KEY);
        send(url, "m", r -> r.messageGroupId(group));
        Message message = receiveOne(url);
        process.pass(Duration.ofSeconds(10));
        process.kms.refuse(SQS_KEY, "ThrottlingException");
        assertThat(receive(url)).isEmpty();
        return message;
    }

    private void kmsComesBack() {
        process.kms.allow(SQS_KEY);
        process.pass(Duration.ofMillis(Transfers.RETRY_MILLIS + 1));
    }

    @Test
    void aDeleteWinsOverAMoveThatWaits() {
        queues(false);
        delete(url, waiting("g"));
        kmsComesBack();

        assertThat(receive(dead)).isEmpty();
        assertCounts(url, 0, 0, 0);
        assertCounts(dead, 0, 0, 0);
        assertThat(process.rowsOfMessages()).isZero();
    }

    @Test
    void aDeleteWinsAfterARestartToo() {
        queues(false);
        Message message = waiting("g");
        reopen();
        delete(url, message);
        reopen();
        kmsComesBack();

        assertThat(receive(dead)).isEmpty();
        assertThat(process.rowsOfMessages()).isZero();
    }

    @Test
    void aDeleteOfADelayedMessageThatAMoveTaskTookAwayWins() {
        queues(false);
        send(dead, "m", r -> r.delaySeconds(5));
        process.pass(Duration.ofSeconds(6));
        Message message = receive(dead, r -> r.visibilityTimeout(0)).getFirst();
        process.kms.refuse(SQS_KEY, "ThrottlingException");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)).destinationArn(arn(url)));
        process.pass(Duration.ofSeconds(1));
        assertCounts(dead, 0, 1, 0);
        delete(dead, message);
        kmsComesBack();
        process.pass(Duration.ofSeconds(20));

        assertThat(receive(url)).isEmpty();
        assertThat(process.rowsOfMessages()).isZero();
        assertThat(sqs.listMessageMoveTasks(r -> r.sourceArn(arn(dead))).results().getFirst().status()).isEqualTo("COMPLETED");
    }

    @Test
    void aMessageThatWaitsIsCountedWhereItIs() {
        queues(false);
        waiting("g");
        assertCounts(url, 0, 1, 0);
        assertCounts(dead, 0, 0, 0);
        reopen();
        assertCounts(url, 0, 1, 0);
        kmsComesBack();

        assertCounts(url, 0, 0, 0);
        assertCounts(dead, 1, 0, 0);
    }

    @Test
    void aMessageThatWaitsIsNotHiddenAnew() {
        queues(false);
        Message message = waiting("g");

        refusalOf(() -> sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0)))
                .is("InvalidParameterValue");
        kmsComesBack();
        assertCounts(dead, 1, 0, 0);
    }

    @Test
    void aPurgeTakesWhatWaitsToo() {
        queues(false);
        waiting("g");
        sqs.purgeQueue(r -> r.queueUrl(url));
        assertCounts(url, 0, 0, 0);
        kmsComesBack();

        assertCounts(dead, 0, 0, 0);
        assertThat(process.rowsOfMessages()).isZero();
    }

    @Test
    void whatWaitsGoesWithItsQueue() {
        queues(false);
        waiting("g");
        sqs.deleteQueue(r -> r.queueUrl(url));
        kmsComesBack();

        assertCounts(dead, 0, 0, 0);
        assertThat(process.rowsOfMessages()).isZero();
    }

    @Test
    void whatWaitsForAQueueThatGoesIsVisibleAgain() {
        queues(false);
        waiting("g");
        sqs.deleteQueue(r -> r.queueUrl(dead));
        kmsComesBack();

        assertThat(receiveCount(receiveOne(url))).isEqualTo(2);
    }

    @Test
    void whatWaitsTooLongForAQueueThatGoesHasExpired() {
        queues(false);
        waiting("g");
        process.pass(Duration.ofSeconds(100));
        assertCounts(url, 0, 1, 0);
        sqs.deleteQueue(r -> r.queueUrl(dead));
        kmsComesBack();

        assertCounts(url, 0, 0, 0);
        assertThat(process.rowsOfMessages()).isZero();
    }

    @Test
    void theRetentionOfTheSourceEndsNothingThatIsOnItsWay() {
        queues(false);
        waiting("g");
        process.pass(Duration.ofSeconds(100));
        assertCounts(url, 0, 1, 0);
        kmsComesBack();

        assertCounts(url, 0, 0, 0);
        assertThat(bodies(dead)).containsExactly("m");
    }

    @Test
    void whatIsOnItsWayGoesWhereItWasSentThoughThePolicyGoes() {
        queues(false);
        waiting("g");
        set(url, "RedrivePolicy", "");
        kmsComesBack();

        assertCounts(url, 0, 0, 0);
        assertThat(bodies(dead)).containsExactly("m");
    }

    @Test
    void aMoveTaskLeavesAloneWhatIsOnItsWayAlready() {
        queues(false);
        waiting("g");
        sqs.startMessageMoveTask(r -> r.sourceArn(arn(dead)));
        process.pass(Duration.ofSeconds(1));
        kmsComesBack();

        assertCounts(url, 0, 0, 0);
        assertThat(bodies(dead)).containsExactly("m");
    }

    @Test
    void onAFifoQueueTheHandleOfWhatWaitsHasExpired() {
        queues(true);
        Message message = waiting("g");

        refusalOf(() -> delete(url, message)).is("InvalidParameterValue");
        kmsComesBack();
        assertThat(bodies(dead)).containsExactly("m");
    }

    @Test
    void aGroupGoesOnWhileItsHeadWaits() {
        queues(true);
        waiting("g");
        sendTo(url, "g", "next");

        assertThat(bodies(url)).containsExactly("next");
    }

    @Test
    void aMessageGoesOnOnceTheOneThatItIsBehindHasArrived() {
        queues(true);
        waiting("g");
        sendTo(url, "g", "next");
        assertThat(bodies(url)).containsExactly("next");
        process.pass(Duration.ofMillis(Transfers.RETRY_MILLIS + 1));
        process.pass(Duration.ofSeconds(1));
        process.kms.allow(SQS_KEY);
        assertThat(receive(url)).isEmpty();
        assertThat(receive(dead)).as("the first is tried every ten seconds, and the next one is behind it").isEmpty();
        process.pass(Duration.ofMillis(Transfers.RETRY_MILLIS - 999));

        assertThat(bodies(dead)).containsExactly("m", "next");
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aPurgeTakesWhatIsBehindAnotherToo() {
        queues(true);
        waiting("g");
        sendTo(url, "g", "next");
        assertThat(bodies(url)).containsExactly("next");
        process.pass(Duration.ofSeconds(10));
        assertThat(receive(url)).isEmpty();
        sqs.purgeQueue(r -> r.queueUrl(url));
        kmsComesBack();
        sendTo(url, "g", "later");

        assertThat(bodies(dead)).isEmpty();
        assertThat(bodies(url)).containsExactly("later");
    }

    @Test
    void aGroupArrivesInItsOrderThoughItsHeadWaits() {
        queues(true);
        waiting("g");
        sendTo(url, "g", "next");
        sendTo(url, "other", "third");
        assertThat(bodies(url)).containsExactlyInAnyOrder("next", "third");
        process.pass(Duration.ofMillis(Transfers.RETRY_MILLIS - 1));
        process.pass(Duration.ofSeconds(1));
        process.kms.allow(SQS_KEY);
        assertThat(receive(url)).isEmpty();
        process.pass(Duration.ofSeconds(30));

        List<String> arrived = bodies(dead);
        assertThat(arrived.indexOf("m")).isLessThan(arrived.indexOf("next")).isNotNegative();
        assertThat(arrived).contains("third");
    }
}
