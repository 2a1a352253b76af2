package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModeTest {
    private static final Load LIGHT = new Load(2, 64, Duration.ZERO, Duration.ofMillis(300));

    @ParameterizedTest
    @EnumSource
    void everyModeYieldsFiguresFromARealServer(Mode mode) throws Exception {
        try (Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp())) {
            Measured measured = mode.run(forebay.endpoint().getPort(), LIGHT, 100);

            assertThat(measured.messages()).isPositive();
            assertThat(measured.p(0.5)).isPositive().isLessThanOrEqualTo(measured.p(0.99));
            assertThat(measured.line()).startsWith(mode.text());
        }
    }
}
