package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.OverLimitException;

/** Messages in flight: how long, how many, and after a restart. */
class VisibilityTest extends InProcessTest {

    @Test
    void aMessageInFlightStaysThereThroughARestart() {
        String url = queue("orders", "VisibilityTimeout", "10");
        sendMany(url, "", "m", 2);
        Message one = receive(url, r -> r.maxNumberOfMessages(1)).getFirst();
        hide(url, one, 20);
        receive(url);
        reopen();

        assertCounts(url, 0, 2, 0);
        pass(Duration.ofSeconds(10));
        assertCounts(url, 1, 1, 0);
        Message second = receiveOne(url);
        assertThat(receiveCount(second)).isEqualTo(2);
        reopen();
        pass(Duration.ofSeconds(10));
        assertThat(receive(url)).extracting(VisibilityTest::count).containsExactlyInAnyOrder("m0 2", "m1 3");
    }

    private static String count(Message message) {
        return message.body() + " " + receiveCount(message);
    }

    @Test
    void aHandleFromBeforeARestartChangesVisibility() {
        String url = queue("orders");
        send(url, "m");
        Message message = receiveOne(url);
        reopen();
        hide(url, message, 0);

        assertCounts(url, 1, 0, 0);
    }

    @Test
    void twelveHoursCountFromTheLatestReceiveThroughARestart() {
        String url = queue("orders", "VisibilityTimeout", "3600");
        send(url, "m");
        receiveOne(url);
        pass(Duration.ofHours(1));
        Message second = receiveOne(url);
        pass(Duration.ofMinutes(59));
        hide(url, second, 39_600);
        reopen();

        refusalOf(() -> hide(url, second, 43_200)).is("InvalidParameterValue").says("beyond the limit");
        pass(Duration.ofHours(11));
        assertThat(receive(url)).hasSize(1);
    }

    @Test
    void onAStandardQueueAnOlderHandleDoesNotChangeVisibility() {
        String url = queue("orders");
        send(url, "m");
        Message old = receive(url, r -> r.visibilityTimeout(0)).getFirst();
        receiveOne(url);

        refusalOf(() -> hide(url, old, 0)).is("MessageNotInflight");
        assertCounts(url, 0, 1, 0);
    }

    @Test
    void aStandardQueueHas120000MessagesInFlightAtMost() {
        String url = queue("orders", "VisibilityTimeout", "600");
        sendMany(url, "", "m", Contents.MAX_IN_FLIGHT + 5);
        List<Message> flight = receiveMany(url, Contents.MAX_IN_FLIGHT);

        refusalOf(() -> receive(url)).is(OverLimitException.class, "OverLimit");
        delete(url, flight.getFirst());
        assertThat(receive(url)).as("there is room for one").hasSize(1);
        refusalOf(() -> receive(url)).is(OverLimitException.class, "OverLimit");
    }

    @Test
    void aFifoQueueWith120000MessagesInFlightGivesNothing() {
        String url = fifoQueue("orders", "VisibilityTimeout", "600");
        for (int i = 0; i < Contents.MAX_IN_FLIGHT; i += 10) {
            sendMany(url, "g" + i, "m" + i + "-", 10);
        }
        sendTo(url, "late", "late");
        List<Message> flight = receiveMany(url, Contents.MAX_IN_FLIGHT);

        assertThat(receive(url)).as("and refuses nothing").isEmpty();
        delete(url, flight.getFirst());
        assertThat(bodies(url)).containsExactly("late");
    }

    @Test
    void visibilityInMemoryForgetsInOrderOfTime() {
        Visibility visibility = new Visibility();
        Entry late = new Entry(1, 0, 0, "");
        Entry early = new Entry(2, 0, 0, "");
        visibility.hide(late, 200);
        visibility.hide(early, 200);
        visibility.hide(early, 100);

        assertThat(visibility.nextAt()).isEqualTo(100);
        assertThat(visibility.pollExpired(99)).isNull();
        assertThat(visibility.pollExpired(200)).isSameAs(early);
        assertThat(visibility.pollExpired(200)).isSameAs(late);
        assertThat(visibility.inFlight()).isZero();
        assertThat(visibility.contains(1)).isTrue();
        assertThat(visibility.nextAt()).isEqualTo(Long.MAX_VALUE);
    }
}
