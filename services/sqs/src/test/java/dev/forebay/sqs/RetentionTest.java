package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages that grow too old, and purged queues: wherever they are, they are gone, and the counts say so. */
class RetentionTest extends InProcessTest {

    @Test
    void aShorterRetentionHoldsForOldMessagesToo() {
        String url = queue("orders");
        sendMany(url, "", "old", 1_500);
        pass(Duration.ofSeconds(100));
        sendMany(url, "", "new", 5);
        set(url, "MessageRetentionPeriod", "100");

        assertCounts(url, 5, 0, 0);
        assertThat(bodies(url)).containsExactlyElementsOf(numbered("new", 0, 5));
    }

    @Test
    void aLongerRetentionHoldsForOldMessagesToo() {
        String url = queue("orders", "MessageRetentionPeriod", "60");
        send(url, "m");
        assertCounts(url, 1, 0, 0);
        set(url, "MessageRetentionPeriod", "120");
        pass(Duration.ofSeconds(119));
        assertCounts(url, 1, 0, 0);
        pass(Duration.ofSeconds(1));

        assertCounts(url, 0, 0, 0);
    }

    @Test
    void countsAreExactWhileMessagesExpireOneByOne() {
        String url = queue("orders", "MessageRetentionPeriod", "60");
        for (int i = 0; i < 60; i++) {
            send(url, "m" + i);
            pass(Duration.ofSeconds(1));
        }
        for (int i = 1; i < 60; i++) {
            assertCounts(url, 60 - i, 0, 0);
            pass(Duration.ofSeconds(1));
            if (i == 30) {
                reopen();
            }
        }
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aMessageInFlightIsItsConsumersToDelete() {
        String url = queue("orders", "MessageRetentionPeriod", "60", "VisibilityTimeout", "90");
        send(url, "deleted");
        Message message = receiveOne(url);
        pass(Duration.ofSeconds(60));
        assertCounts(url, 0, 1, 0);
        delete(url, message);

        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aMessageInFlightIsGoneWhenItComesBackTooOld() {
        String url = queue("orders", "MessageRetentionPeriod", "60", "VisibilityTimeout", "90");
        send(url, "m");
        receiveOne(url);
        pass(Duration.ofSeconds(60));
        assertCounts(url, 0, 1, 0);
        pass(Duration.ofSeconds(30));

        assertCounts(url, 0, 0, 0);
        assertThat(receive(url)).isEmpty();
    }

    @Test
    void aMessageGivenBackTooOldIsGone() {
        String url = fifoQueue("orders", "MessageRetentionPeriod", "60", "VisibilityTimeout", "90");
        sendTo(url, "g", "m");
        Message message = receiveOne(url);
        pass(Duration.ofSeconds(60));
        sendTo(url, "g", "n");
        hide(url, message, 0);

        assertThat(bodies(url)).containsExactly("n");
        assertCounts(url, 0, 1, 0);
    }

    @Test
    void expiredMessagesAreDroppedFromEveryPlace() {
        process.reopen(10_000);
        String url = queue("orders", "MessageRetentionPeriod", "60", "VisibilityTimeout", "10");
        sendMany(url, "", "m", 2_500);
        send(url, "delayed", r -> r.delaySeconds(50));
        receiveMany(url, 100);
        pass(Duration.ofSeconds(20));
        sendMany(url, "", "n", 10);
        assertCounts(url, 2_510, 0, 1);
        pass(Duration.ofSeconds(40));

        assertCounts(url, 10, 0, 0);
        assertThat(drain(url)).containsExactlyElementsOf(numbered("n", 0, 10));
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void aReceiveThatMeetsOnlyExpiredMessagesFindsTheYoungerOnes() {
        String url = queue("orders", "MessageRetentionPeriod", "60");
        sendMany(url, "", "old", 3_000);
        pass(Duration.ofSeconds(30));
        sendMany(url, "", "new", 3);
        process.clock.advance(Duration.ofSeconds(30));

        assertThat(bodies(url)).containsExactly("new0", "new1", "new2");
    }

    @Test
    void queuesThatNobodyUsesAreCleanedToo() {
        String url = queue("orders", "MessageRetentionPeriod", "300");
        sendMany(url, "", "m", 50);
        reopen();
        int before = rows();
        for (int i = 0; i < 40; i++) {
            pass(Duration.ofSeconds(10));
        }

        assertThat(before - rows()).as("rows of the store").isGreaterThanOrEqualTo(50);
        assertThat(process.service().queue(url, ALICE).isLoaded()).isFalse();
    }

    private int rows() {
        int rows = 0;
        try (var scan = process.store.scan(new byte[0], new byte[] {(byte) 0xff})) {
            while (scan.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Test
    void aPurgedQueueStartsAnewAfterARestartToo() {
        process.reopen(InProcess.NO_CACHE);
        String url = fifoQueue("orders");
        sendMany(url, "g", "m", 3_000);
        receive(url);
        sqs.purgeQueue(r -> r.queueUrl(url));
        reopen();

        assertCounts(url, 0, 0, 0);
        refusalOf(() -> sqs.purgeQueue(r -> r.queueUrl(url))).is("PurgeQueueInProgress");
        sendMany(url, "g", "n", 3);
        assertThat(drain(url)).containsExactly("n0", "n1", "n2");
        assertThat(rows()).as("what is left: records, counters, deduplication").isLessThan(3_050);
    }

    @Test
    void whatIsPurgedWhileTheExpiredAreReadIsCountedOutOnce() {
        String url = queue("orders", "MessageRetentionPeriod", "60");
        send(url, "m", r -> r.delaySeconds(900));
        Queue queue = process.service().queue(url, ALICE);
        long sentAt = process.clock.millis();
        queue.decide((changes, now) -> {
            queue.contents().beginReading();
            return null;
        });
        sqs.purgeQueue(r -> r.queueUrl(url));
        process.clock.advance(Duration.ofSeconds(60));
        queue.decide((changes, now) -> {
            queue.contents().expire(changes, List.of(new Entry(0, sentAt, sentAt + 900_000, "")), 1, now);
            return null;
        });

        assertCounts(url, 0, 0, 0);
    }

    @Test
    void deletingAQueueLeavesNothingBehind() {
        int before = rows();
        String url = fifoQueue("orders");
        List<String> dead = List.of(fifoQueue("dead"));
        sendMany(url, "g", "m", 30);
        receive(url);
        sqs.deleteQueue(r -> r.queueUrl(url));
        sqs.deleteQueue(r -> r.queueUrl(dead.getFirst()));

        assertThat(rows() - before).as("the partitions' next incarnations, and a data key").isBetween(2, 3);
        process.pass(Duration.ofDays(17));
        assertThat(rows() - before).as("the partitions' next incarnations").isBetween(1, 2);
    }
}
