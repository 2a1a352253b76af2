package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModeTest {
    /** A cold server on a loaded machine may not answer at all in the first window: then the next is longer. */
    private static final List<Duration> WINDOWS = List.of(Duration.ofMillis(300), Duration.ofSeconds(3), Duration.ofSeconds(30));

    @ParameterizedTest
    @EnumSource
    void everyModeYieldsFiguresFromARealServer(Mode mode) throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            Measured measured = null;
            for (int i = 0; i < WINDOWS.size() && (measured == null || measured.messages() == 0); i++) {
                Load light = new Load(2, 64, Duration.ZERO, WINDOWS.get(i));
                measured = mode.run(forebay.endpoint().getPort(), light, 100);
            }

            assertThat(measured.messages()).isPositive();
            assertThat(measured.p(0.5)).isPositive().isLessThanOrEqualTo(measured.p(0.99));
            assertThat(measured.line()).startsWith(mode.text());
        }
    }
}
