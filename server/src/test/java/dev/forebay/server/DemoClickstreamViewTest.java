package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.DemoClickApplication.Standing;
import dev.forebay.server.DemoClickTally.Count;
import dev.forebay.server.DemoClickstreamState.Lane;
import dev.forebay.server.DemoHistory.Moment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoClickstreamViewTest {
    private static final DemoClickstreamPlan PLAN = DemoClickstreamPlan.standard();

    @Test
    void itShowsTheShardsAndHowFarTheApplicationsAre() {
        DemoClickstreamView view = new DemoClickstreamView(PLAN, new DemoInk(false, true));

        assertThat(String.join("\n", view.lines(state(DemoClickstreamAct.SPLIT))) + "\n").isEqualTo("""

                  2 of 4   10 s
                  Most visitors hit the same shard. It is split in flight (SplitShard).
                  Both applications read it to its end, then its children: so order is kept.

                  clicks       ████████████████████░░░░░░░░░░░░░░░░    560 made, 53/s
                  shard 0      ████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░    112 in
                  shard 1      ██████████░░░░░░░░░░░░░░░░░░░░░░░░░░    296 in, then split
                  └ shard 2    ██░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░     77 in
                  └ shard 3    ██░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░     75 in

                  dashboard    ██████████████░░░░░░░░░░░░   558 read     2 behind
                  recommender  ████████▒▒▒▒▒▒░░░░░░░░░░░░   313 read   247 behind, 4,310 ms
                  buys         80 for the dashboard, 0 for the recommender

                  recommender    ▇
                  is behind      █
                                 █
                                ██
                               1-2
                """.replace('-', '─'));
    }

    @Test
    void inOneLineItTellsTheLagInClicksAndTime() {
        assertThat(new DemoClickstreamView(PLAN, DemoInk.plain(StandardCharsets.UTF_8)).counts(state(DemoClickstreamAct.SPLIT)))
                .isEqualTo("clicks 560 = 112+296+77+75  dashboard 558 (-2)  recommender 313 (-247, 4,310 ms)");
    }

    @Test
    void shardsThatAreYetToComeLeaveTheirLinesEmpty() {
        DemoClickstreamView view = new DemoClickstreamView(PLAN, new DemoInk(false, true));

        assertThat(view.lines(state(DemoClickstreamAct.FLOW))).hasSameSizeAs(view.lines(state(DemoClickstreamAct.SPLIT)));
    }

    @Test
    void withoutUnicodeItIsDrawnInAscii() {
        List<String> lines = new DemoClickstreamView(PLAN, DemoInk.plain(StandardCharsets.US_ASCII)).lines(state(DemoClickstreamAct.SPLIT));

        assertThat(String.join("", lines)).isASCII().contains("########++++++", "+ shard 3");
    }

    @Test
    void everyActFitsIntoAnOrdinaryTerminal() {
        for (DemoClickstreamAct act : DemoClickstreamAct.values()) {
            List<String> lines = new DemoClickstreamView(PLAN, new DemoInk(false, true)).lines(state(act));

            assertThat(lines).hasSizeLessThan(24).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        }
    }

    private static DemoClickstreamState state(DemoClickstreamAct act) {
        List<Lane> shards = act == DemoClickstreamAct.FLOW ? List.of(new Lane(0, 74, false), new Lane(1, 296, false))
                : List.of(new Lane(0, 112, false), new Lane(1, 296, true), new Lane(2, 77, false), new Lane(3, 75, false));
        List<Moment> past = act == DemoClickstreamAct.REPLAY ? Collections.nCopies(200, new Moment(900, 4))
                : List.of(new Moment(0, 1), new Moment(120, 1), new Moment(480, 2));
        return new DemoClickstreamState(act, Duration.ofMillis(10_400), 560, 53, shards,
                new Standing("dashboard", new Count(558, 80, 0, 0, 0), Duration.ZERO, 1),
                new Standing("recommender", new Count(313, 0, 0, 0, 0), Duration.ofMillis(4310), 0), past);
    }
}
