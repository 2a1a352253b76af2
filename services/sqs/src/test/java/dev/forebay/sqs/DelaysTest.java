package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.sqs.Delays.Horizon;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Delayed messages, in memory and beyond its horizon. */
class DelaysTest extends InProcessTest {
    private static final int TOO_MANY = Delays.IN_MEMORY + 2_500;

    @Test
    void moreThanFitsIntoMemoryIsReleasedInTimeAndExactlyOnce() {
        String url = queue("orders", "DelaySeconds", "100");
        sendMany(url, "", "m", TOO_MANY);
        set(url, "DelaySeconds", "50");
        sendMany(url, "", "sooner", 100);
        assertCounts(url, 0, 0, TOO_MANY + 100);
        pass(Duration.ofSeconds(50));

        assertCounts(url, 100, 0, TOO_MANY);
        assertThat(drain(url)).hasSize(100).allMatch(body -> body.startsWith("sooner"));
        pass(Duration.ofSeconds(49));
        assertThat(receive(url)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertCounts(url, TOO_MANY, 0, 0);
        assertThat(drain(url)).hasSize(TOO_MANY).doesNotHaveDuplicates();
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void delaysGoOnAfterARestart() {
        String url = queue("orders");
        send(url, "late", r -> r.delaySeconds(20));
        send(url, "early", r -> r.delaySeconds(10));
        pass(Duration.ofSeconds(5));
        reopen();

        assertCounts(url, 0, 0, 2);
        pass(Duration.ofSeconds(5));
        assertCounts(url, 1, 0, 1);
        reopen();
        assertCounts(url, 1, 0, 1);
        Message early = receiveOne(url);
        assertThat(early.body()).isEqualTo("early");
        reopen();
        assertCounts(url, 0, 1, 1);
        delete(url, early);
        assertCounts(url, 0, 0, 1);
        pass(Duration.ofSeconds(10));
        assertThat(drain(url)).containsExactly("late");
        reopen();
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void whatIsDueIsServedWithTheBacklogAfterARestart() {
        process.reopen(InProcess.NO_CACHE);
        String url = queue("orders");
        sendMany(url, "", "m", 1_500);
        for (int i = 0; i < 1_500; i++) {
            send(url, "d" + i, r -> r.delaySeconds(1));
        }
        sendMany(url, "", "n", 1_500);
        pass(Duration.ofSeconds(1));
        reopen();

        assertCounts(url, 4_500, 0, 0);
        assertThat(drain(url)).hasSize(4_500).doesNotHaveDuplicates();
    }

    @Test
    void aDelayedMessageCanExpireBeforeItIsDue() {
        String url = queue("orders", "MessageRetentionPeriod", "60");
        send(url, "m", r -> r.delaySeconds(900));
        send(url, "n", r -> r.delaySeconds(30));
        pass(Duration.ofSeconds(60));

        assertCounts(url, 0, 0, 0);
        pass(Duration.ofSeconds(900));
        assertThat(receive(url)).isEmpty();
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void messagesOfTheSameMillisecondAreAllReleased() {
        Delays delays = new Delays(0);
        IntStream.range(0, Delays.IN_MEMORY + 10).forEach(i -> delays.add(due(i, 100)));

        assertThat(delays.horizon()).isEqualTo(new Horizon(100, Delays.IN_MEMORY));
        int released = 0;
        for (Entry entry; (entry = delays.pollDue(100)) != null; released++) {
            assertThat(entry.sequence).isEqualTo(released);
        }
        assertThat(released).isEqualTo(Delays.IN_MEMORY);
        assertThat(delays.needsLoading(99)).isFalse();
        assertThat(delays.needsLoading(100)).isTrue();
        Horizon from = delays.beginLoading();
        List<Entry> rest = IntStream.range(Delays.IN_MEMORY, Delays.IN_MEMORY + 10).mapToObj(i -> due(i, 100)).toList();
        delays.loaded(from, rest, rest, true);
        for (; delays.pollDue(100) != null; released++) {
            assertThat(delays.total()).isNotNegative();
        }
        assertThat(released).isEqualTo(Delays.IN_MEMORY + 10);
        assertThat(delays.total()).isZero();
        assertThat(delays.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatComesWhileLoadingIsNotLostAndNotDoubled() {
        Delays delays = new Delays(2);
        Horizon from = delays.beginLoading();
        delays.add(due(2, 50));
        List<Entry> read = List.of(due(2, 50), due(0, 100));
        delays.loaded(from, read, read, false);

        assertThat(delays.pollDue(100).sequence).isEqualTo(2);
        assertThat(delays.pollDue(100).sequence).isEqualTo(0);
        assertThat(delays.pollDue(100)).isNull();
        assertThat(delays.needsLoading(100)).isTrue();
        assertThat(delays.total()).isEqualTo(1);
    }

    @Test
    void whatLeavesWhileLoadingDoesNotComeBack() {
        Delays delays = new Delays(2);
        Horizon from = delays.beginLoading();
        delays.remove(due(0, 100));
        List<Entry> read = List.of(due(0, 100), due(1, 100));
        delays.loaded(from, read, read, true);

        assertThat(delays.pollDue(100).sequence).isEqualTo(1);
        assertThat(delays.pollDue(100)).isNull();
        assertThat(delays.total()).isZero();
    }

    private static Entry due(long sequence, long at) {
        return new Entry(sequence, 0, at, "");
    }
}
