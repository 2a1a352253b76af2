package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.DemoClickApplication.Standing;
import dev.forebay.server.DemoClickTally.Count;
import dev.forebay.server.DemoClickstreamReport.Lag;
import dev.forebay.server.DemoClickstreamState.Lane;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

class DemoClickstreamTest {
    private static final DemoInk INK = new DemoInk(false, true);
    private static final DemoClickstreamPlan PLAN = DemoClickstreamPlan.fast();

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void inProcessEveryClickIsCountedOnceByBothAndOnceMoreInTheReplay() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            DemoClickstreamReport report = play(forebay, PLAN, new DemoPlainScreen<>(out, new DemoClickstreamView(PLAN, INK)), false);

            assertThat(report.holds()).as(String.join("\n", report.lines(INK))).isTrue();
            assertThat(report.dashboard().count()).isEqualTo(report.recommender().count()).isEqualTo(new Count(200, 28, 0, 0, 0));
            assertThat(report.before().count()).isEqualTo(new Count(176, 0, 0, 0, 0));
            assertNothingIsLeft(forebay);
        }
    }

    @Test
    void theHotShardIsSplitAndBothChildrenTakeClicks() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            DemoClickstreamReport report = play(forebay, PLAN, new DemoPlainScreen<>(out, new DemoClickstreamView(PLAN, INK)), false);

            assertThat(report.shards()).extracting(Lane::number).containsExactly(0, 1, 2, 3);
            assertThat(report.shards()).extracting(Lane::wasSplit).containsExactly(false, true, false, false);
            assertThat(report.shards()).extracting(Lane::clicks).doesNotContain(0).startsWith(PLAN.clicks() / 5);
        }
    }

    @Test
    void againstARunningServerItGoesOverHttpAndTellsEveryAct() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            int exitCode = new DemoCommand(out, Map.of("NO_COLOR", ""))
                    .run(List.of("clickstream", "--endpoint=" + forebay.endpoint(), "--plain", "--fast"));

            assertThat(shown()).contains(forebay.endpoint().toString(), "Nothing was lost.");
            assertThat(exitCode).isZero();
            for (DemoClickstreamAct act : DemoClickstreamAct.values()) {
                assertThat(shown()).contains(act.caption(PLAN));
            }
            assertNothingIsLeft(forebay);
        }
    }

    @Test
    void whenItIsToldToEndItsStreamGoes() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            assertThatThrownBy(() -> play(forebay, PLAN, new DemoPlainScreen<>(out, new DemoClickstreamView(PLAN, INK)), true))
                    .isInstanceOf(InterruptedException.class);
            assertNothingIsLeft(forebay);
        }
    }

    @Test
    void aRecordThatNoVisitorMadeIsReported() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            DemoClickstreamReport report = play(forebay, PLAN, new Forger(forebay.kinesis()), false);

            assertThat(report.holds()).isFalse();
            assertThat(report.lines(INK))
                    .contains("  ✗ the dashboard counted 200, in order, 28 buys; 1 that nobody made",
                            "  ✗ after the fix it read all of them again: 200, in order, 28 buys; 1 that nobody made")
                    .last().asString().contains("something is wrong");
        }
    }

    @Test
    void aLostClickIsReported() {
        assertThat(report(new Count(1000, 142, 0, 0, 0)).holds()).isTrue();

        DemoClickstreamReport report = report(new Count(999, 142, 0, 0, 0));

        assertThat(report.holds()).isFalse();
        assertThat(report.lines(INK)).contains("  ✗ after the fix it read all of them again: 999, in order, 142 buys");
    }

    @Test
    void clicksOfAVisitorThatChangedPlacesAreReported() {
        DemoClickTally tally = new DemoClickTally(200, true);
        IntStream.of(1, 21, 11, 2).mapToObj(DemoClick::of).forEach(tally::note);

        assertThat(tally.count()).isEqualTo(new Count(4, 1, 0, 1, 0));
        assertThat(report(new Count(1000, 142, 0, 3, 0)).lines(INK))
                .contains("  ✗ after the fix it read all of them again: 1,000, 3 out of order, 142 buys");
    }

    @Test
    void aClickThatWasPutTwiceIsCountedOnce() {
        DemoClickTally tally = new DemoClickTally(200, true);
        IntStream.of(1, 11, 1, 21).mapToObj(DemoClick::of).forEach(tally::note);

        assertThat(tally.count()).isEqualTo(new Count(3, 1, 1, 0, 0));
        assertThat(report(new Count(1000, 142, 2, 0, 0)).holds()).isTrue();
    }

    @Test
    void anApplicationWithTheBugTakesBuysForViews() {
        DemoClickTally tally = new DemoClickTally(200, false);
        IntStream.rangeClosed(1, 200).mapToObj(DemoClick::of).forEach(tally::note);

        assertThat(tally.count()).isEqualTo(new Count(200, 0, 0, 0, 0));
        assertThat(IntStream.rangeClosed(1, 200).mapToObj(DemoClick::of).filter(DemoClick::isBuy)).hasSize(DemoClick.buysOf(200));
    }

    @Test
    void aClickTravelsAsPartitionKeyAndData() {
        DemoClick click = DemoClick.of(17);

        assertThat(DemoClick.parse(click.visitor(), click.data())).isEqualTo(click);
        assertThat(DemoClick.parse("mole", click.data())).isNotEqualTo(click);
    }

    private static DemoClickstreamReport report(Count replay) {
        List<Lane> shards = List.of(new Lane(0, 200, false), new Lane(1, 300, true), new Lane(2, 250, false), new Lane(3, 250, false));
        return new DemoClickstreamReport(DemoClickstreamPlan.standard(), 1000, shards,
                new Standing("dashboard", new Count(1000, 142, 0, 0, 0), Duration.ZERO, 1),
                new Standing("recommender", replay, Duration.ZERO, 1),
                new Standing("recommender", new Count(880, 0, 0, 0, 0), Duration.ZERO, 1), 120, new Lag(217, Duration.ofMillis(4100)));
    }

    private static DemoClickstreamReport play(Forebay forebay, DemoClickstreamPlan plan, DemoScreen<DemoClickstreamState> screen, boolean isOver)
            throws InterruptedException {
        try (DemoClickstream stream = DemoClickstream.create(forebay.kinesis(), "clicks")) {
            return new DemoClickstreamStory(plan, stream, screen, () -> isOver).play();
        }
    }

    /** AWS: a stream that was deleted is listed a while longer. */
    private static void assertNothingIsLeft(Forebay forebay) {
        assertThat(forebay.kinesis().listStreams().streamSummaries())
                .allMatch(stream -> stream.streamStatus() == StreamStatus.DELETING);
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Puts a click of its own into the stream, under the number of another visitor's. */
    private static final class Forger implements DemoScreen<DemoClickstreamState> {
        private final KinesisClient kinesis;
        private boolean hasPut;

        Forger(KinesisClient kinesis) {
            this.kinesis = kinesis;
        }

        @Override
        public void show(DemoClickstreamState state) {
            if (!hasPut) {
                kinesis.putRecord(put -> put.streamName("clicks").partitionKey("wolf").data(SdkBytes.fromUtf8String("click 1 view")));
                hasPut = true;
            }
        }

        @Override
        public void end() {}
    }
}
