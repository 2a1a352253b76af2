package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.Forebay;
import dev.forebay.server.ForebayConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SteadyLoadTest {
    private final Forebay forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
    private final int port = forebay.endpoint().getPort();

    @AfterEach
    void close() {
        forebay.close();
    }

    @Test
    void noMoreIsDoneThanIsDue() throws Exception {
        Measured measured = new SteadyLoad(port, 4, 1_000).run("steady", Duration.ofMillis(100), () -> _ -> 1);

        assertThat(measured.messages()).isPositive().isLessThanOrEqualTo(100);
        assertThat(measured.latencies().percentile(0.5)).isPositive();
    }

    @Test
    void whatGoesOnBesideEndsWhenItIsTold() throws Exception {
        CountDownLatch taken = new CountDownLatch(3);
        Background background = new Background(port, 1, _ -> _ -> {
            taken.countDown();
            return 1;
        });

        taken.await();
        background.end();
    }
}
