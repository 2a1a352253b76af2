package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreRightWithinAHundredth() {
        Latencies latencies = new Latencies();
        for (int micros = 1; micros <= 10_000; micros++) {
            latencies.add(micros * 1000L);
        }

        for (double share : List.of(0.001, 0.01, 0.5, 0.99, 0.999)) {
            assertThat(latencies.percentile(share)).isCloseTo(10_000 * share, Percentage.withPercentage(1));
        }
        assertThat(latencies.max()).isEqualTo(10_000);
    }

    @Test
    void anythingThatALongHoldsIsCounted() {
        Latencies latencies = new Latencies();
        latencies.add(0);
        latencies.add(Long.MAX_VALUE);

        assertThat(latencies.percentile(0.5)).isLessThan(0.01);
        assertThat(latencies.percentile(1)).isCloseTo(Long.MAX_VALUE / 1e3, Percentage.withPercentage(1));
    }

    @Test
    void twoThreadsFiguresAreAddedUp() {
        Latencies one = new Latencies();
        Latencies other = new Latencies();
        one.add(1_000);
        other.add(9_000);
        other.add(9_000);

        one.add(other);

        assertThat(one.percentile(0.9)).isCloseTo(9, Percentage.withPercentage(1));
        assertThat(one.max()).isEqualTo(9);
    }

    @Test
    void withoutAnyThereIsNoPercentile() {
        assertThat(new Latencies().percentile(0.5)).isZero();
    }
}
