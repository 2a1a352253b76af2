package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Deduplication;
import dev.forebay.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Five minutes, to the millisecond, through restarts and whatever happens to the message. */
class DeduplicationTest extends InProcessTest {

    private SendMessageResponse send(String url, String group, String id, String body) {
        return send(url, body, r -> r.messageGroupId(group).messageDeduplicationId(id));
    }

    /** Wherever in a bucket of five minutes the window begins. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 150_000, 299_999})
    void theWindowIsFiveMinutesWhereverItBegins(int millisIntoTheBucket) {
        String url = fifoQueue("orders");
        assertThat(ManualClock.EPOCH % Deduplication.INTERVAL_MILLIS).isZero();
        pass(Duration.ofMillis(millisIntoTheBucket));
        String first = send(url, "g", "id", "1").messageId();
        pass(Duration.ofMillis(Deduplication.INTERVAL_MILLIS - 1));
        send(url, "g", "another", "keeps the table rolling");

        assertThat(send(url, "g", "id", "2").messageId()).isEqualTo(first);
        reopen();
        assertThat(send(url, "g", "id", "3").messageId()).isEqualTo(first);
        pass(Duration.ofMillis(1));
        assertThat(send(url, "g", "id", "4").messageId()).isNotEqualTo(first);
        assertThat(drain(url)).containsExactly("1", "keeps the table rolling", "4");
    }

    @Test
    void aRepetitionDoesNotExtendTheWindow() {
        String url = fifoQueue("orders");
        send(url, "g", "id", "1");
        pass(Duration.ofMinutes(4));
        send(url, "g", "id", "2");
        pass(Duration.ofMinutes(1));
        send(url, "g", "id", "3");

        assertThat(drain(url)).containsExactly("1", "3");
    }

    @Test
    void anIdIsRememberedAfterDeletionPurgeAndRestart() {
        String url = fifoQueue("orders");
        SendMessageResponse first = send(url, "g", "id", "1");
        drain(url);
        sqs.purgeQueue(r -> r.queueUrl(url));
        reopen();
        SendMessageResponse again = send(url, "g", "id", "2");

        assertThat(again.messageId()).isEqualTo(first.messageId());
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aNewQueueOfTheSameNameRemembersNothing() {
        String url = fifoQueue("orders");
        send(url, "g", "id", "1");
        sqs.deleteQueue(r -> r.queueUrl(url));
        pass(Duration.ofMinutes(1));
        create(name(url), "FifoQueue", "true");

        send(url, "g", "id", "2");
        assertThat(drain(url)).containsExactly("2");
    }

    @Test
    void moreIdsThanFitIntoMemoryAreRemembered() {
        String url = fifoQueue("orders");
        sendMany(url, "g", "m", 25_000);
        sendMany(url, "g", "m", 25_000);

        assertCounts(url, 25_000, 0, 0);
        reopen();
        sendMany(url, "g", "m", 100);
        assertCounts(url, 25_000, 0, 0);
    }

    @Test
    void groupsAndIdsCannotBeMixedUp() {
        String url = fifoQueue("orders", "DeduplicationScope", "messageGroup");
        send(url, "a", "bc", "1");
        send(url, "ab", "c", "2");
        send(url, "a", "bc", "3");

        assertThat(drain(url)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void theScopeMayChange() {
        String url = fifoQueue("orders", "DeduplicationScope", "messageGroup");
        send(url, "a", "id", "1");
        set(url, "DeduplicationScope", "queue");
        send(url, "b", "id", "2");
        send(url, "c", "id", "3");

        assertThat(drain(url)).containsExactly("1", "2");
    }
}
