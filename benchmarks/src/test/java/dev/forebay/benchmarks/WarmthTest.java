package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmthTest {

    @Test
    void aServerWhoseRateStillGrowsIsNotWarm() {
        assertThat(Warmth.isSteady(List.of(0L, 1L, 3L, 6L, 10L, 15L, 21L, 28L, 36L))).isFalse();
    }

    @Test
    void aServerWhoseRateHasStoppedToGrowIs() {
        assertThat(Warmth.isSteady(List.of(0L, 1L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L))).isTrue();
    }

    @Test
    void aServerThatDoesNothingIsNotWarm() {
        assertThat(Warmth.isSteady(List.of(5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L))).isFalse();
    }

    @Test
    void fewSamplesSayNothing() {
        assertThat(Warmth.isSteady(List.of(0L, 10L, 20L, 30L))).isFalse();
    }
}
