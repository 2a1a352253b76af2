package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Backlogs that do not fit into memory, and loading them piece by piece. */
class BacklogTest extends InProcessTest {
    private static final int MANY = 5_000;

    @Override
    InProcess opened() {
        return InProcess.withCache(20_000);
    }

    @Test
    void aDeepBacklogIsReadInOrder() {
        String url = queue("orders");
        sendMany(url, "", "m", MANY);

        assertThat(drain(url)).containsExactlyElementsOf(numbered("m", 0, MANY));
        assertCounts(url, 0, 0, 0);
    }

    @Test
    void countsStayExactWhileItIsWorkedOff() {
        String url = queue("orders", "VisibilityTimeout", "600");
        sendMany(url, "", "m", 3_000);
        for (int taken = 0; taken < 3_000; taken += 10) {
            List<Message> messages = receiveMany(url, 10);
            messages.subList(0, 5).forEach(message -> delete(url, message));
            assertCounts(url, 3_000 - taken - 10, (taken + 10) / 2, 0);
        }
    }

    @Test
    void whatIsSentWhileItIsWorkedOffComesAfterwards() {
        String url = queue("orders");
        List<String> expected = new ArrayList<>();
        List<String> received = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            sendMany(url, "", "r" + round + "-", 20);
            expected.addAll(numbered("r" + round + "-", 0, 20));
            receiveMany(url, 10).forEach(message -> {
                received.add(message.body());
                delete(url, message);
            });
            if (round == 100) {
                reopen();
            }
        }
        received.addAll(drain(url));

        assertThat(received).containsExactlyElementsOf(expected);
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        String url = queue("orders", "VisibilityTimeout", "60");
        sendMany(url, "", "m", MANY);
        List<Message> flight = receiveMany(url, 500);
        flight.subList(100, 500).forEach(message -> delete(url, message));
        reopen();

        assertCounts(url, MANY - 500, 100, 0);
        assertThat(bodies(url)).containsExactlyElementsOf(numbered("m", 500, 510));
        pass(Duration.ofSeconds(60));
        assertThat(drain(url)).hasSize(MANY - 400);
    }

    @Test
    void largeBodiesAreReadInSmallPieces() {
        String url = queue("orders");
        String large = "x".repeat(900_000);
        for (int i = 0; i < 8; i++) {
            send(url, i + large);
        }

        assertThat(drain(url)).extracting(body -> body.substring(0, 1)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
    }

    @Test
    void whatIsSentWhileAPieceIsReadIsKeptForItsEnd() {
        Cache cache = new Cache(1_000_000);
        Backlog backlog = new Backlog(cache, 0, 3);
        Backlog.Piece piece = backlog.beginLoading(0);
        backlog.append(entry(3));
        backlog.append(entry(4));
        backlog.loaded(piece, List.of(entry(0), entry(1), entry(2)), piece.to());

        assertThat(backlog.isLoaded()).isTrue();
        assertThat(sequences(backlog)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void aPieceThatWasCutShortIsReadOn() {
        Backlog backlog = new Backlog(new Cache(1_000_000), 0, 4);
        Backlog.Piece piece = backlog.beginLoading(0);
        backlog.append(entry(4));
        backlog.loaded(piece, List.of(entry(0), entry(1)), 2);

        assertThat(backlog.isLoaded()).isFalse();
        assertThat(backlog.beginLoading(0)).isEqualTo(new Backlog.Piece(2, 5));
    }

    @Test
    void aFullCacheLeavesArrivalsToTheStore() {
        Backlog backlog = new Backlog(new Cache(0), 0, 0);
        backlog.append(entry(0));
        backlog.append(entry(1));

        assertThat(backlog.isDry()).isTrue();
        Backlog.Piece piece = backlog.beginLoading(0);
        backlog.append(entry(2));
        backlog.loaded(piece, List.of(entry(0), entry(1)), piece.to());
        assertThat(sequences(backlog)).containsExactly(0L, 1L);
        assertThat(backlog.isDry()).isTrue();
    }

    @Test
    void whatIsRemovedIsPassedOver() {
        Backlog backlog = new Backlog(new Cache(1_000_000), 0, 0);
        for (int i = 0; i < 4; i++) {
            backlog.append(entry(i));
        }
        backlog.remove(0);
        backlog.remove(2);

        assertThat(backlog.mayHold(2)).isFalse();
        assertThat(backlog.mayHold(1)).isTrue();
        assertThat(sequences(backlog)).containsExactly(1L, 3L);
    }

    @Test
    void whatIsLetGoIsReadAgain() {
        Backlog backlog = new Backlog(new Cache(1_000_000), 0, 0);
        for (int i = 0; i < 4; i++) {
            backlog.append(entry(i));
        }
        backlog.poll();
        assertThat(backlog.forget()).isTrue();

        assertThat(backlog.cursor()).isEqualTo(1);
        assertThat(backlog.beginLoading(0)).isEqualTo(new Backlog.Piece(1, 4));
    }

    @Test
    void queuesThatNobodyUsesLetGoOfTheirMemory() {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            urls.add(queue("orders"));
            sendMany(urls.get(i), "", "m", 50);
            receive(urls.get(i), r -> r.visibilityTimeout(600));
        }
        for (int i = 0; i < 12; i++) {
            pass(Duration.ofSeconds(10));
        }
        Set<Boolean> loaded = new TreeSet<>();
        process.service().catalog().all().forEach(queue -> loaded.add(queue.isLoaded()));

        assertThat(loaded).containsExactly(false);
        for (String url : urls) {
            assertCounts(url, 40, 10, 0);
            assertThat(drain(url)).containsExactlyElementsOf(numbered("m", 10, 50));
        }
    }

    private static Entry entry(long sequence) {
        Entry entry = new Entry(sequence, 0, 0, "");
        entry.bytes = new byte[10];
        return entry;
    }

    private static List<Long> sequences(Backlog backlog) {
        List<Long> sequences = new ArrayList<>();
        while (backlog.peek() != null) {
            sequences.add(backlog.poll().sequence);
        }
        return sequences;
    }
}
