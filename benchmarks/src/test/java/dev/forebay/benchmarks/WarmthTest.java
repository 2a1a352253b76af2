package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class WarmthTest {

    @Test
    void aServerWhoseRateGrowsSlowlyAndUnevenlyIsNotWarm() {
        assertThat(Warmth.isSteady(counts(60, second -> 1000 * Math.pow(2, second / 20) * (second % 3 == 0 ? 0.7 : 1.1)))).isFalse();
    }

    @Test
    void aServerWhoseRateHasStoppedToGrowIs() {
        assertThat(Warmth.isSteady(counts(40, second -> Math.min(20, second) * 1000))).isTrue();
    }

    @Test
    void itTakesSomeSecondsToBelieveThat() {
        assertThat(Warmth.isSteady(counts(28, second -> Math.min(20, second) * 1000))).isFalse();
    }

    @Test
    void aServerThatDoesNothingIsNotWarm() {
        assertThat(Warmth.isSteady(counts(60, _ -> 0))).isFalse();
    }

    private static List<Long> counts(int seconds, DoubleUnaryOperator rate) {
        List<Long> counts = new ArrayList<>(List.of(0L));
        for (int second = 1; second <= seconds; second++) {
            counts.add(counts.getLast() + (long) rate.applyAsDouble(second));
        }
        return counts;
    }
}
