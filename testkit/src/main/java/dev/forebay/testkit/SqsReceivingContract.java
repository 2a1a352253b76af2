package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageNotInflightException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;

/** Receiving, visibility, deleting, and the handles that name a receive. */
public abstract class SqsReceivingContract extends SqsContract {

    @Test
    void anEmptyQueueGivesNothing() {
        String url = queue("orders");

        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).hasMessages()).isFalse();
    }

    @Test
    void aReceiveTakesOneMessageUnlessMoreAreAskedFor() {
        String url = queue("orders");
        IntStream.range(0, 15).forEach(i -> send(url, "m" + i));

        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages()).hasSize(1);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10)).messages()).hasSize(10);
        assertCounts(url, 4, 11, 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "11, 0, 0", "1, -1, 0", "1, 21, 0", "1, 0, -1", "1, 0, 43201"})
    void whatAReceiveAsksForHasLimits(int max, int wait, int visibility) {
        String url = queue("orders");

        refusalOf(() -> receive(url, r -> r.maxNumberOfMessages(max).waitTimeSeconds(wait).visibilityTimeout(visibility)))
                .is("InvalidParameterValue");
    }

    @Test
    void aReceivedMessageIsHiddenUntilItsVisibilityTimeout() {
        String url = queue("orders");
        send(url, "m");
        Message first = receiveOne(url);

        assertThat(receive(url)).isEmpty();
        assertCounts(url, 0, 1, 0);
        pass(Duration.ofSeconds(30));
        assertCounts(url, 1, 0, 0);
        Message second = receiveOne(url);
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.receiptHandle()).isNotEqualTo(first.receiptHandle());
        assertThat(receiveCount(first)).isEqualTo(1);
        assertThat(receiveCount(second)).isEqualTo(2);
        assertThat(second.attributes().get(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP))
                .isEqualTo(first.attributes().get(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP));
        assertThat(second.attributes().get(SENT_TIMESTAMP)).isEqualTo(first.attributes().get(SENT_TIMESTAMP));
    }

    @Test
    void aReceiveMaySayHowLongItHides() {
        String url = queue("orders", "VisibilityTimeout", "600");
        send(url, "m");
        receive(url, r -> r.visibilityTimeout(1));
        pass(Duration.ofSeconds(1));

        assertThat(receive(url, r -> r.visibilityTimeout(0))).hasSize(1);
        assertThat(receive(url)).as("zero hides not at all").hasSize(1);
        pass(Duration.ofSeconds(10));
        assertThat(receive(url)).as("the queue's own timeout holds again").isEmpty();
    }

    @Test
    void aDeletedMessageIsGone() {
        String url = queue("orders", "VisibilityTimeout", "1");
        send(url, "m");
        Message message = receiveOne(url);
        delete(url, message);
        delete(url, message);
        pass(Duration.ofSeconds(1));

        assertThat(receive(url)).isEmpty();
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aMessageMayBeDeletedAfterItsTimeout() {
        String url = queue("orders");
        send(url, "m");
        Message message = receive(url, r -> r.visibilityTimeout(0)).getFirst();
        delete(url, message);

        assertCounts(url, 0, 0, 0);
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void anOlderHandleIsTaken() {
        String url = queue("orders");
        send(url, "m");
        Message old = receive(url, r -> r.visibilityTimeout(0)).getFirst();
        Message young = receiveOne(url);
        delete(url, old);
        delete(url, young);

        assertCounts(url, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AQEBwJ", "%%%", " "})
    void aHandleThatIsNoneIsRefused(String handle) {
        String url = queue("orders");

        refusalOf(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(handle)))
                .is(ReceiptHandleIsInvalidException.class, "ReceiptHandleIsInvalid");
        refusalOf(() -> sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(handle).visibilityTimeout(1)))
                .is(ReceiptHandleIsInvalidException.class, "ReceiptHandleIsInvalid");
    }

    @Test
    void aHandleHasToBeThere() {
        String url = queue("orders");

        refusalOf(() -> sqs.deleteMessage(r -> r.queueUrl(url))).is("MissingParameter");
        refusalOf(() -> sqs.changeMessageVisibility(r -> r.queueUrl(url).visibilityTimeout(1))).is("MissingParameter");
    }

    @Test
    void anotherQueuesHandleIsRefused() {
        String url = queue("orders");
        String other = queue("other");
        send(other, "m");
        Message message = receiveOne(other);

        refusalOf(() -> delete(url, message)).is(ReceiptHandleIsInvalidException.class, "ReceiptHandleIsInvalid");
    }

    @Test
    void changingVisibilityCountsFromNow() {
        String url = queue("orders", "VisibilityTimeout", "5");
        send(url, "m");
        Message message = receiveOne(url);
        pass(Duration.ofSeconds(4));
        hide(url, message, 4);
        pass(Duration.ofSeconds(3));

        assertThat(receive(url)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(receive(url)).hasSize(1);
        assertThat(receive(url)).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(receive(url)).as("the change was for one receive only").hasSize(1);
    }

    @Test
    void aVisibilityOfZeroGivesTheMessageBack() {
        String url = queue("orders");
        send(url, "m");
        hide(url, receiveOne(url), 0);

        assertCounts(url, 1, 0, 0);
        assertThat(receiveCount(receiveOne(url))).isEqualTo(2);
    }

    @Test
    void onlyAMessageInFlightCanBeHidden() {
        String url = queue("orders");
        send(url, "m");
        Message message = receiveOne(url);
        hide(url, message, 0);

        refusalOf(() -> hide(url, message, 10)).is(MessageNotInflightException.class, "MessageNotInflight");
        delete(url, message);
        refusalOf(() -> hide(url, message, 10)).is("InvalidParameterValue");
        refusalOf(() -> hide(url, message, 43_201)).is("InvalidParameterValue");
        refusalOf(() -> hide(url, message, -1)).is("InvalidParameterValue");
        refusalOf(() -> sqs.changeMessageVisibility(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())))
                .is("MissingParameter");
    }

    @Test
    void aMessageIsHiddenForTwelveHoursAtMost() {
        String url = queue("orders");
        send(url, "m");
        Message message = receive(url, r -> r.visibilityTimeout(43_200)).getFirst();
        hide(url, message, 43_200);
        pass(Duration.ofHours(4));
        hide(url, message, 8 * 3_600);

        refusalOf(() -> hide(url, message, 8 * 3_600 + 1)).is("InvalidParameterValue").says("beyond the limit");
        pass(Duration.ofHours(8));
        assertThat(receive(url)).hasSize(1);
    }

    @Test
    void messageAttributesComeAsAskedFor() {
        String url = queue("orders", "VisibilityTimeout", "0");
        send(url, "m", r -> r.messageAttributes(Map.of("a.one", text("1"), "a.two", text("2"), "b", text("3"))));

        assertThat(asked(url)).isEmpty();
        assertThat(asked(url, "All")).containsOnlyKeys("a.one", "a.two", "b");
        assertThat(asked(url, ".*")).containsOnlyKeys("a.one", "a.two", "b");
        assertThat(asked(url, "a.*")).containsOnlyKeys("a.one", "a.two");
        assertThat(asked(url, "a.one", "b")).containsOnlyKeys("a.one", "b");
        assertThat(asked(url, "none")).isEmpty();
    }

    @Test
    void theSumIsOverTheAttributesReturned() {
        String url = queue("orders", "VisibilityTimeout", "0");
        String both = send(url, "m", r -> r.messageAttributes(Map.of("a", text("1"), "b", text("2")))).md5OfMessageAttributes();
        String one = send(queue("other"), "m", r -> r.messageAttributes(Map.of("a", text("1")))).md5OfMessageAttributes();

        assertThat(receive(url, r -> r.messageAttributeNames("All")).getFirst().md5OfMessageAttributes()).isEqualTo(both);
        assertThat(receive(url, r -> r.messageAttributeNames("a")).getFirst().md5OfMessageAttributes()).isEqualTo(one);
        assertThat(receive(url, r -> r.messageAttributeNames("c")).getFirst().md5OfMessageAttributes()).isNull();
        assertThat(receive(url, r -> r.messageAttributeNames(List.of())).getFirst().md5OfMessageAttributes()).isNull();
    }

    @Test
    @SuppressWarnings("deprecation")
    void systemAttributesComeAsAskedForUnderBothNames() {
        String url = queue("orders", "VisibilityTimeout", "0");
        send(url, "m");

        assertThat(sqs.receiveMessage(r -> r.queueUrl(url)).messages().getFirst().attributes()).isEmpty();
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).messageSystemAttributeNamesWithStrings("SentTimestamp"))
                        .messages().getFirst().attributes())
                .containsOnlyKeys(SENT_TIMESTAMP);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).attributeNamesWithStrings("SentTimestamp"))
                        .messages().getFirst().attributes())
                .containsOnlyKeys(SENT_TIMESTAMP);
        assertThat(sqs.receiveMessage(r -> r.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .messages().getFirst().attributes())
                .containsKeys(SENT_TIMESTAMP, APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
        refusalOf(() -> sqs.receiveMessage(r -> r.queueUrl(url).messageSystemAttributeNamesWithStrings("Nonsense")))
                .is(InvalidAttributeNameException.class, "InvalidAttributeName");
    }

    private Map<String, ?> asked(String url, String... names) {
        return sqs.receiveMessage(r -> r.queueUrl(url).messageAttributeNames(names)).messages().getFirst().messageAttributes();
    }
}
