package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.DemoFanoutState.Lane;
import dev.forebay.server.DemoHistory.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoFanoutViewTest {
    private static final DemoFanoutPlan PLAN = DemoFanoutPlan.standard();

    @Test
    void itShowsHowTheStreamBranchesAndWhoIsDown() {
        DemoFanoutView view = new DemoFanoutView(PLAN, new DemoInk(false, true));

        assertThat(String.join("\n", view.lines(state(DemoFanoutAct.DOWN))) + "\n").isEqualTo("""

                  3 of 4   16 s
                  The program that reads shipping is down. Its copies wait in its queue.
                  The shop and the other queues do not notice; placed is as quick as ever.

                  topic        ██████████████████████░░░░░░░░░░░░░░    370 published, 23/s

                  fraud        amount > 900          █░░░░░░░░░░░░░░░░░░░   33 read
                  shipping     ✗ program is down     ███████▒░░░░░░░░░░░░  210 read   49 wait
                  placed       status = placed       ████████░░░░░░░░░░░░  257 read    2 wait
                  cancelled    status = cancelled    ██░░░░░░░░░░░░░░░░░░   74 read
                  declined     status = declined     █░░░░░░░░░░░░░░░░░░░   37 read

                  shipping's     ▃
                  queue          █
                                 █
                                ▁█
                               1-3
                """.replace('-', '─'));
    }

    @Test
    void withoutUnicodeItIsDrawnInAscii() {
        List<String> lines = new DemoFanoutView(PLAN, DemoInk.plain(StandardCharsets.US_ASCII)).lines(state(DemoFanoutAct.DOWN));

        assertThat(String.join("", lines)).isASCII().contains("#######+....", "x program is down");
    }

    @Test
    void everyActFitsIntoAnOrdinaryTerminal() {
        for (DemoFanoutAct act : DemoFanoutAct.values()) {
            List<String> lines = new DemoFanoutView(PLAN, new DemoInk(false, true)).lines(state(act));

            assertThat(lines).hasSizeLessThan(24).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        }
    }

    private static DemoFanoutState state(DemoFanoutAct act) {
        List<Lane> lanes = List.of(new Lane(DemoBranch.FRAUD, 33, 0, false), new Lane(DemoBranch.SHIPPING, 210, 49, true),
                new Lane(DemoBranch.PLACED, 257, 2, false), new Lane(DemoBranch.CANCELLED, 74, 0, false),
                new Lane(DemoBranch.DECLINED, 37, 0, false));
        List<Moment> past = act == DemoFanoutAct.BACK ? Collections.nCopies(200, new Moment(150, 4))
                : List.of(new Moment(0, 1), new Moment(2, 1), new Moment(87, 3));
        return new DemoFanoutState(act, Duration.ofMillis(16_400), 370, 23, lanes, past);
    }
}
