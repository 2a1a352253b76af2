package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives that are repeated with the same attempt id. */
class ReceiveAttemptsTest extends InProcessTest {
    private String url;

    @BeforeEach
    void makeQueue() {
        url = fifoQueue("orders", "VisibilityTimeout", "600");
        sendMany(url, "g", "m", 3);
    }

    private List<Message> attempt(String id) {
        return receive(url, r -> r.receiveRequestAttemptId(id).maxNumberOfMessages(2));
    }

    @Test
    void aRepetitionWithinFiveMinutesGetsTheSame() {
        List<Message> first = attempt("try");
        pass(Duration.ofMinutes(5).minusMillis(1));

        assertThat(attempt("try")).isEqualTo(first);
        pass(Duration.ofMillis(1));
        assertThat(attempt("try")).isEmpty();
    }

    @Test
    void aRepetitionGetsTheSameThoughTheQueueWasIdleMeanwhile() {
        List<Message> first = attempt("try");
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(10));
        }

        assertThat(attempt("try")).isEqualTo(first);
    }

    @Test
    void aRepetitionIsNotCounted() {
        attempt("try");
        Message again = attempt("try").getFirst();

        assertThat(receiveCount(again)).isEqualTo(1);
        hide(url, again, 0);
        assertThat(attempt("try")).as("the second is still in flight, and the attempt void").isEmpty();
    }

    @Test
    void anAttemptIsVoidOnceAMessageIsVisibleAgain() {
        attempt("try");
        pass(Duration.ofMinutes(10));
        List<Message> later = attempt("other");
        assertThat(attempt("try")).isEmpty();
        assertThat(attempt("other")).isEqualTo(later);

        assertThat(later).extracting(m -> receiveCount(m)).containsOnly(2);
    }

    @Test
    void anEmptyReceiveIsNotRepeated() {
        attempt("try");
        assertThat(attempt("early")).isEmpty();
        sendMany(url, "h", "n", 1);

        assertThat(attempt("early")).extracting(Message::body).containsExactly("n0");
    }

    @Test
    void onlyTheLatestThousandAreRemembered() {
        ReceiveAttempts attempts = new ReceiveAttempts();
        Entry entry = new Entry(1, 0, 0, "g");
        entry.place = Entry.Place.IN_FLIGHT;
        for (int i = 0; i <= 1_000; i++) {
            attempts.remember("try" + i, List.of(entry), 0);
        }

        assertThat(attempts.find("try0", 1)).isEmpty();
        assertThat(attempts.find("try1", 1)).containsExactly(entry);
    }
}
