package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** Handles: true ones work for ever, others never. */
class ReceiptHandleTest extends InProcessTest {

    @Test
    void aHandleReadsAsItWasWritten() {
        ReceiptHandle handle = new ReceiptHandle(5, 7, Long.MAX_VALUE, -1);

        assertThat(ReceiptHandle.parse(handle.toString())).contains(handle);
    }

    @Test
    void aHandleWithAnyLetterChangedIsRefused() {
        String handle = new ReceiptHandle(5, 7, 1L << 40, 42).toString();
        for (int i = 0; i < handle.length(); i++) {
            char other = handle.charAt(i) == 'A' ? 'B' : 'A';

            assertThat(ReceiptHandle.parse(handle.substring(0, i) + other + handle.substring(i + 1))).isEmpty();
            assertThat(ReceiptHandle.parse(handle.substring(0, i))).isEmpty();
        }
        assertThat(ReceiptHandle.parse(handle + "A")).isEmpty();
        assertThat(ReceiptHandle.parse("")).isEmpty();
    }

    @Test
    void aHandleNamesItsQueueAmongAll() {
        String mine = queue("mine");
        send(mine, "m");
        Message message = receiveOne(mine);
        for (int i = 0; i < 64; i++) {
            String other = queue("other");
            send(other, "m");
            receiveOne(other);

            refusalOf(() -> delete(other, message)).is(ReceiptHandleIsInvalidException.class, "ReceiptHandleIsInvalid");
            assertCounts(other, 0, 1, 0);
        }
    }

    @Test
    void aHandleDiesWithItsQueue() {
        String url = queue("orders");
        send(url, "m");
        Message message = receiveOne(url);
        sqs.deleteQueue(r -> r.queueUrl(url));
        pass(Duration.ofMinutes(1));
        create(name(url));
        send(url, "m");

        refusalOf(() -> delete(url, message)).is(ReceiptHandleIsInvalidException.class, "ReceiptHandleIsInvalid");
        assertCounts(url, 1, 0, 0);
    }

    @Test
    void anOldHandleDeletesAfterARestart() {
        String url = queue("orders", "VisibilityTimeout", "1");
        sendMany(url, "", "m", 3);
        Message inFlight = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        reopen();
        delete(url, inFlight);
        assertCounts(url, 2, 0, 0);
        Message visibleAgain = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        pass(Duration.ofSeconds(1));
        reopen();
        delete(url, visibleAgain);
        assertCounts(url, 1, 0, 0);
        Message received = receiveOne(url);
        pass(Duration.ofSeconds(1));
        receiveOne(url);
        reopen();
        delete(url, received);

        assertCounts(url, 0, 0, 0);
        assertThat(receive(url)).isEmpty();
    }

    /** A crash may forget a receive on a standard queue; its handle then names a message that nobody has received. */
    @Test
    void aHandleOfAReceiveThatWasForgottenDeletesTheMessage() {
        String url = queue("orders");
        sendMany(url, "", "m", 5);
        Message message = receiveMany(url, 3).get(2);
        Queue queue = process.service().queue(url, ALICE);
        String forgotten = new ReceiptHandle(
                queue.partition().number(), queue.incarnation(), sequence(message) + 1, 42).toString();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(forgotten));

        assertCounts(url, 1, 3, 0);
        assertThat(bodies(url)).containsExactly("m4");
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(forgotten));
        assertCounts(url, 0, 4, 0);
    }

    @Test
    void aHandleOfAMessageThatNeverWasDeletesNothing() {
        String url = queue("orders");
        send(url, "m");
        Queue queue = process.service().queue(url, ALICE);
        String never = new ReceiptHandle(queue.partition().number(), queue.incarnation(), 1_000, 42).toString();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(never));

        assertThat(bodies(url)).containsExactly("m");
    }

    @Test
    void aForgottenReceiveOfADelayedMessageCanBeDeleted() {
        String url = queue("orders");
        send(url, "m", r -> r.delaySeconds(10));
        Queue queue = process.service().queue(url, ALICE);
        String handle = new ReceiptHandle(queue.partition().number(), queue.incarnation(), 0, 42).toString();
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle));

        assertCounts(url, 0, 0, 0);
        pass(Duration.ofSeconds(10));
        assertThat(receive(url)).isEmpty();
    }

    private static long sequence(Message message) {
        return ReceiptHandle.parse(message.receiptHandle()).orElseThrow().sequence();
    }
}
