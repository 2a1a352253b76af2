package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.server.DemoOrdersQueues.Depth;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final DemoInk INK = new DemoInk(false, true);

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(screen, true, StandardCharsets.UTF_8);

    @Test
    void inProcessTheStoryEndsWithNothingLost() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            DemoOrdersPlan plan = DemoOrdersPlan.fast();
            try (DemoOrdersQueues queues = DemoOrdersQueues.create(forebay.sqs(), "orders", plan)) {
                DemoOrdersReport report = new DemoOrdersStory(plan, queues, new DemoPlainScreen<>(out, new DemoOrdersView(plan, INK)), () -> false).play();

                assertThat(report.holds()).as(String.join("\n", report.lines(INK))).isTrue();
                assertThat(report.written()).isEqualTo(plan.orders());
            }
            assertThat(forebay.sqs().listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void againstARunningServerItGoesOverHttpAndTellsEveryAct() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            int exitCode = demo("orders", "--endpoint=" + forebay.endpoint(), "--plain", "--fast");

            assertThat(shown()).contains(forebay.endpoint().toString(), "Nothing was lost.");
            assertThat(exitCode).isZero();
            for (DemoOrdersAct act : DemoOrdersAct.values()) {
                assertThat(shown()).contains(act.caption(DemoOrdersPlan.fast()));
            }
            assertThat(forebay.sqs().listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void withoutATerminalNothingIsDrawn() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            demo("fanout", "--endpoint=" + forebay.endpoint(), "--fast");

            assertThat(shown()).doesNotContain("\u001b");
        }
    }

    @Test
    void whereNobodyAnswersItSaysSo() {
        assertThatThrownBy(() -> demo("--endpoint=http://127.0.0.1:1"))
                .isInstanceOf(ConfigRefused.class).hasMessageContaining("no Forebay answers at http://127.0.0.1:1");
        assertThatThrownBy(() -> demo("--endpoint=localhost")).isInstanceOf(ConfigRefused.class).hasMessageContaining("is not a URL");
    }

    @Test
    void whenItIsToldToEndItsQueuesGo() {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
            DemoOrdersPlan plan = DemoOrdersPlan.fast();
            assertThatThrownBy(() -> {
                try (DemoOrdersQueues queues = DemoOrdersQueues.create(forebay.sqs(), "orders", plan)) {
                    new DemoOrdersStory(plan, queues, new DemoPlainScreen<>(out, new DemoOrdersView(plan, INK)), () -> true).play();
                }
            }).isInstanceOf(InterruptedException.class);
            assertThat(forebay.sqs().listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void aLostOrderIsReported() {
        DemoReport report = new DemoOrdersReport(DemoOrdersPlan.standard(), 1000, 998, new Depth(0, 1, 0), 5, 10, 4, Duration.ZERO);

        assertThat(report.holds()).isFalse();
        assertThat(report.lines(INK)).contains("  ✗ none is lost: 1,000 placed = 998 written + 1 queued + 0 dead letters")
                .last().asString().contains("something is wrong");
    }

    @Test
    void withoutAWordItPlaysAllStories() throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            assertThat(demo("--endpoint=" + forebay.endpoint(), "--fast")).isZero();
        }
        for (DemoStory story : DemoStory.values()) {
            assertThat(shown()).contains(story.word() + ": " + story.meaning());
        }
        assertThat(shown().split("Nothing was lost")).hasSize(DemoStory.values().length + 1);
    }

    @Test
    void aStoryThatIsNotThereIsAnsweredWithOneThatIs() {
        assertThatThrownBy(() -> demo("fan-out")).isInstanceOf(ConfigRefused.class)
                .hasMessage("there is no story 'fan-out'; did you mean 'fanout'?");
    }

    @Test
    void theRushHoldsAsManyFaultyOrdersAsThePlanSays() {
        for (DemoOrdersPlan plan : List.of(DemoOrdersPlan.standard(), DemoOrdersPlan.fast())) {
            assertThat(IntStream.rangeClosed(1, plan.orders()).filter(plan::isFaulty).count()).isEqualTo(plan.faulty());
        }
    }

    @Test
    void aServerIsNotTakenForForebayBecauseItListens() {
        assertThat(DemoServer.answers(URI.create("http://127.0.0.1:1"))).isFalse();
    }

    private int demo(String... arguments) throws Exception {
        return new DemoCommand(out, Map.of("NO_COLOR", "")).run(List.of(arguments));
    }

    private String shown() {
        return screen.toString(StandardCharsets.UTF_8);
    }
}
