package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.DemoReader.Tally;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;

class DemoFanoutTest {
    private static final DemoInk INK = new DemoInk(false, true);
    private static final DemoFanoutPlan PLAN = DemoFanoutPlan.fast();

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void inProcessEveryPurchaseArrivesInEveryQueueThatWantsIt() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            DemoFanoutReport report = play(forebay, PLAN, false);

            assertThat(report.holds()).as(String.join("\n", report.lines(INK))).isTrue();
            assertThat(report.missed()).isEqualTo(PLAN.missed()).isEqualTo(35);
            assertThat(report.tallies()).extracting(Tally::received).containsExactly(18, 140, 140, 40, 20);
            assertNothingIsLeft(forebay);
        }
    }

    @Test
    void againstARunningServerItGoesOverHttpAndTellsEveryAct() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            int exitCode = new DemoCommand(out, Map.of("NO_COLOR", ""))
                    .run(List.of("fanout", "--endpoint=" + forebay.endpoint(), "--plain", "--fast"));

            assertThat(shown()).contains(forebay.endpoint().toString(), "Nothing was lost.");
            assertThat(exitCode).isZero();
            for (DemoFanoutAct act : DemoFanoutAct.values()) {
                assertThat(shown()).contains(act.caption(PLAN));
            }
            assertNothingIsLeft(forebay);
        }
    }

    @Test
    void whenItIsToldToEndItsTopicAndQueuesGo() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            assertThatThrownBy(() -> play(forebay, PLAN, true)).isInstanceOf(InterruptedException.class);
            assertNothingIsLeft(forebay);
        }
    }

    @Test
    void aCopyThatSomebodyElseTakesAwayIsMissedInTheEnd() throws Exception {
        DemoFanoutPlan impatient = new DemoFanoutPlan(100, Duration.ofMillis(100), Duration.ZERO, Duration.ZERO, 5);
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory());
                DemoFanoutQueues queues = DemoFanoutQueues.create(forebay.sns(), forebay.sqs(), "purchases")) {
            DemoScreen<DemoFanoutState> thief = new Thief(forebay.sqs());

            DemoFanoutReport report = new DemoFanoutStory(impatient, queues, thief, () -> false).play();

            assertThat(report.holds()).isFalse();
            assertThat(report.lines(INK)).anyMatch(line -> line.startsWith("  ✗ shipping has 69 of the 70")).last().asString().contains("something is wrong");
        }
    }

    @Test
    void whatNobodyAskedForIsReported() {
        List<Tally> tallies = new ArrayList<>(Arrays.stream(DemoBranch.values()).map(branch -> new Tally(branch, branch.wantedOf(600), 0, 0)).toList());
        assertThat(new DemoFanoutReport(DemoFanoutPlan.standard(), 600, 99, tallies).holds()).isTrue();

        tallies.set(0, new Tally(DemoBranch.FRAUD, 54, 2, 1));
        DemoFanoutReport report = new DemoFanoutReport(DemoFanoutPlan.standard(), 600, 99, tallies);

        assertThat(report.holds()).isFalse();
        assertThat(report.lines(INK)).contains("  ✗ fraud has 54 of the 54 with amount > 900, and 2 else; 1 came twice");
    }

    @Test
    void theStreamSplitsIntoThreeStatuses() {
        for (DemoFanoutPlan plan : List.of(DemoFanoutPlan.standard(), PLAN)) {
            int all = plan.purchases();
            assertThat(DemoBranch.PLACED.wantedOf(all) + DemoBranch.CANCELLED.wantedOf(all) + DemoBranch.DECLINED.wantedOf(all)).isEqualTo(all);
            assertThat(plan.last(DemoFanoutAct.BACK)).isEqualTo(all);
        }
    }

    private DemoFanoutReport play(Forebay forebay, DemoFanoutPlan plan, boolean isOver) throws InterruptedException {
        try (DemoFanoutQueues queues = DemoFanoutQueues.create(forebay.sns(), forebay.sqs(), "purchases")) {
            return new DemoFanoutStory(plan, queues, new DemoPlainScreen<>(out, new DemoFanoutView(plan, INK)), () -> isOver).play();
        }
    }

    private static void assertNothingIsLeft(Forebay forebay) {
        assertThat(forebay.sqs().listQueues().queueUrls()).isEmpty();
        assertThat(forebay.sns().listTopics().topics()).isEmpty();
        assertThat(forebay.sns().listSubscriptions().subscriptions()).isEmpty();
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    /** Takes one copy from shipping's queue when its program comes up again, having waited for all of them to be there. */
    private static final class Thief implements DemoScreen<DemoFanoutState> {
        private final SqsClient sqs;
        private boolean hasOne;

        Thief(SqsClient sqs) {
            this.sqs = sqs;
        }

        @Override
        public void show(DemoFanoutState state) {
            int waiting = state.lanes().get(DemoBranch.SHIPPING.ordinal()).waiting();
            if (!hasOne && state.act() == DemoFanoutAct.DOWN && waiting > 0 && state.published() == 75) {
                String queue = sqs.getQueueUrl(ask -> ask.queueName("purchases-shipping")).queueUrl();
                sqs.receiveMessage(receive -> receive.queueUrl(queue)).messages().forEach(message ->
                        sqs.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
                hasOne = true;
            }
        }

        @Override
        public void end() {}
    }
}
