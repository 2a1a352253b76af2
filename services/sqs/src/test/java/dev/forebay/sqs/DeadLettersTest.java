package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** What a message takes along to the dead-letter queue, and when it does not get there. */
class DeadLettersTest extends InProcessTest {

    private String withDeadLetters(String dead, int maxReceives) {
        return queue("orders", "VisibilityTimeout", "10", "RedrivePolicy", policy(dead, maxReceives));
    }

    private String policy(String dead, int maxReceives) {
        return "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":" + maxReceives + "}";
    }

    @Test
    void aMessageKeepsWhatItIsOnAStandardQueue() {
        String dead = queue("dead");
        String url = withDeadLetters(dead, 1);
        send(url, "m", r -> r.messageGroupId("g").messageAttributes(Map.of("a", text("v"))));
        Message first = receiveOne(url);
        pass(Duration.ofSeconds(10));
        assertThat(receive(url)).isEmpty();
        reopen();
        Message letter = receiveOne(dead);

        assertThat(letter.messageId()).isEqualTo(first.messageId());
        assertThat(letter.messageAttributes()).isEqualTo(first.messageAttributes());
        assertThat(letter.attributes())
                .containsEntry(SENT_TIMESTAMP, first.attributes().get(SENT_TIMESTAMP))
                .containsEntry(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP, first.attributes().get(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP))
                .containsEntry(MESSAGE_GROUP_ID, "g")
                .containsEntry(DEAD_LETTER_QUEUE_SOURCE_ARN, arn(url));
        assertThat(receiveCount(letter)).isEqualTo(2);
    }

    @Test
    void aMessageIsYoungAgainInAFifoDeadLetterQueue() {
        String dead = fifoQueue("dead");
        String url = fifoQueue("orders", "VisibilityTimeout", "10", "RedrivePolicy", policy(dead, 1));
        sendTo(url, "g", "m");
        Message first = receiveOne(url);
        pass(Duration.ofSeconds(10));
        assertThat(receive(url)).isEmpty();
        Message letter = receiveOne(dead);

        assertThat(letter.messageId()).isEqualTo(first.messageId());
        assertThat(letter.attributes()).containsEntry(MESSAGE_GROUP_ID, "g");
        assertThat(Long.parseLong(letter.attributes().get(SENT_TIMESTAMP)))
                .isEqualTo(Long.parseLong(first.attributes().get(SENT_TIMESTAMP)) + 10_000);
    }

    @Test
    void receivesAreCountedThroughAChainOfQueues() {
        String last = queue("last");
        String middle = queue("middle", "VisibilityTimeout", "10", "RedrivePolicy", policy(last, 2));
        String first = withDeadLetters(middle, 1);
        send(first, "m");
        receiveOne(first);
        pass(Duration.ofSeconds(10));
        receive(first);
        for (int i = 0; i < 2; i++) {
            assertThat(receiveCount(receiveOne(middle))).isEqualTo(2 + i);
            pass(Duration.ofSeconds(10));
        }
        assertThat(receive(middle)).isEmpty();

        Message letter = receiveOne(last);
        assertThat(receiveCount(letter)).isEqualTo(4);
        assertThat(letter.attributes()).containsEntry(DEAD_LETTER_QUEUE_SOURCE_ARN, arn(middle));
    }

    @Test
    void oneReceiveMovesTheDeadAndTakesTheLiving() {
        String dead = queue("dead");
        String url = withDeadLetters(dead, 1);
        sendMany(url, "", "dead", 15);
        receiveMany(url, 15);
        pass(Duration.ofSeconds(10));
        sendMany(url, "", "living", 5);

        assertThat(bodies(url)).containsExactlyElementsOf(numbered("living", 0, 5));
        assertCounts(url, 0, 5, 0);
        assertCounts(dead, 15, 0, 0);
    }

    @Test
    void withoutADeadLetterQueueMessagesStay() {
        String dead = queue("dead");
        String url = withDeadLetters(dead, 1);
        send(url, "m");
        receiveOne(url);
        pass(Duration.ofSeconds(10));
        sqs.deleteQueue(r -> r.queueUrl(dead));

        refusalOf(() -> receive(dead)).is(QueueDoesNotExistException.class, "QueueDoesNotExist");
        assertThat(receiveCount(receiveOne(url))).isEqualTo(2);
    }

    @Test
    void aLowerLimitHoldsForOldMessagesToo() {
        String dead = queue("dead");
        String url = withDeadLetters(dead, 1_000);
        send(url, "m");
        for (int i = 0; i < 3; i++) {
            receiveOne(url);
            pass(Duration.ofSeconds(10));
        }
        set(url, "RedrivePolicy", policy(dead, 2));

        assertThat(receive(url)).isEmpty();
        assertThat(receiveCount(receiveOne(dead))).isEqualTo(4);
    }

    @Test
    void aDeadLetterExpiresByItsFirstSending() {
        String dead = queue("dead", "MessageRetentionPeriod", "60");
        String url = withDeadLetters(dead, 1);
        send(url, "m");
        pass(Duration.ofSeconds(30));
        receiveOne(url);
        pass(Duration.ofSeconds(10));
        assertThat(receive(url)).isEmpty();
        assertCounts(dead, 1, 0, 0);
        pass(Duration.ofSeconds(20));

        assertCounts(dead, 0, 0, 0);
    }

    @Test
    void aHandleOfADeadLetterDeletesNothingAtItsSource() {
        String dead = queue("dead");
        String url = withDeadLetters(dead, 1);
        send(url, "m");
        Message message = receiveOne(url);
        pass(Duration.ofSeconds(10));
        receive(url);
        delete(url, message);

        assertCounts(url, 0, 0, 0);
        assertCounts(dead, 1, 0, 0);
    }
}
