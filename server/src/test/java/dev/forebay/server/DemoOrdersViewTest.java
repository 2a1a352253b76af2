package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.DemoConsumer.Doing;
import dev.forebay.server.DemoConsumer.Hands;
import dev.forebay.server.DemoOrdersQueues.Depth;
import dev.forebay.server.DemoHistory.Moment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoOrdersViewTest {
    private static final DemoOrdersPlan PLAN = DemoOrdersPlan.standard();

    @Test
    void itShowsWhereTheOrdersAreAndHowItCameToThat() {
        DemoOrdersView view = new DemoOrdersView(PLAN, new DemoInk(false, true));

        assertThat(String.join("\n", view.lines(state(DemoOrdersAct.CRASH))) + "\n").isEqualTo("""

                  3 of 6   9 s
                  Consumer 3 crashes with 10 orders in its hands.
                  It never deleted them, so the queue only hides them: in 5 s they are back.

                  shop         ████████████████████████████████████  1,000 placed
                  queue        ██████████████████████████░░░░░░░░░░    740 waiting
                  in flight    █░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░     22 being worked on
                  dead letters ●●                                        2 set aside
                  database     ████████░░░░░░░░░░░░░░░░░░░░░░░░░░░░    236 written, 58/s

                  consumer 1   ●●●●●●●●●○  9 of 10 written
                  consumer 2   ●●○         2 of 3 written
                  consumer 3   ●●●●○○○○○○  ✗ crashed
                  consumer 4   waits for orders

                  in the queue   █▇
                  over time      ██
                                ▁██
                                ███
                               1-23
                """.replace('-', '─'));
    }

    @Test
    void withoutUnicodeItIsDrawnInAscii() {
        List<String> lines = new DemoOrdersView(PLAN, DemoInk.plain(StandardCharsets.US_ASCII)).lines(state(DemoOrdersAct.CRASH));

        assertThat(String.join("", lines)).isASCII().contains("####....", "x crashed");
    }

    @Test
    void everyActFitsIntoAnOrdinaryTerminal() {
        for (DemoOrdersAct act : DemoOrdersAct.values()) {
            List<String> lines = new DemoOrdersView(PLAN, new DemoInk(false, true)).lines(state(act));

            assertThat(lines).hasSizeLessThan(24).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        }
    }

    @Test
    void anEmptyQueueHasAnEmptyBarAndOneOrderCanBeSeen() {
        DemoInk ink = new DemoInk(false, true);

        assertThat(ink.filled(0, 1000, 10)).isEmpty();
        assertThat(ink.filled(1, 1000, 10)).isEqualTo("█");
        assertThat(ink.filled(1000, 1000, 10)).hasSize(10);
    }

    @Test
    void aSecondPictureIsDrawnOverTheFirst() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        DemoScreen<DemoOrdersState> screen = new DemoLiveScreen<>(new PrintStream(terminal, true, StandardCharsets.UTF_8),
                new DemoOrdersView(PLAN, new DemoInk(true, true)));

        screen.show(state(DemoOrdersAct.PACE));
        assertThat(terminal.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b[21A");
        screen.show(state(DemoOrdersAct.CRASH));
        assertThat(terminal.toString(StandardCharsets.UTF_8)).contains("\u001b[21A");
        screen.end();
        assertThat(terminal.toString(StandardCharsets.UTF_8)).endsWith("\u001b[?25h");
    }

    private static DemoOrdersState state(DemoOrdersAct act) {
        List<Hands> consumers = List.of(new Hands(Doing.WORKING, 10, 9), new Hands(Doing.WORKING, 3, 2),
                new Hands(Doing.CRASHED, 10, 4), new Hands(Doing.WAITING, 0, 0));
        List<Moment> past = List.of(new Moment(0, 1), new Moment(270, 1), new Moment(1000, 2), new Moment(960, 3));
        return new DemoOrdersState(act, Duration.ofMillis(9400), 1000, 236, 0, 58, new Depth(740, 22, 2), consumers,
                act == DemoOrdersAct.REDRIVE ? Collections.nCopies(200, new Moment(1000, 6)) : past);
    }
}
