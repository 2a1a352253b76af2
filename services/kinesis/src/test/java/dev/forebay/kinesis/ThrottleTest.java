package dev.forebay.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** AWS's limits of a shard, at a time that the test owns. */
class ThrottleTest {
    private static final int MIB = 1 << 20;
    private static final long NOW = 1_000_000;

    @Test
    void aThousandRecordsASecondGoIn() {
        Throttle throttle = Throttle.of(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(throttle.admitsWrite(1, NOW)).isTrue();
        }
        assertThat(throttle.admitsWrite(1, NOW)).isFalse();
        assertThat(throttle.admitsWrite(1, NOW + 1)).isTrue();
        assertThat(throttle.admitsWrite(1, NOW + 1)).isFalse();
    }

    @Test
    void aMebibyteASecondGoesIn() {
        Throttle throttle = Throttle.of(1);

        assertThat(throttle.admitsWrite(MIB, NOW)).isTrue();
        assertThat(throttle.admitsWrite(1, NOW)).isFalse();
        assertThat(throttle.admitsWrite(MIB, NOW + 1_000)).isTrue();
    }

    @Test
    void aLargeRecordGoesInAndLeavesADebt() {
        Throttle throttle = Throttle.of(1);

        assertThat(throttle.admitsWrite(10 * MIB, NOW)).isTrue();
        assertThat(throttle.admitsWrite(1, NOW + 8_999)).isFalse();
        assertThat(throttle.admitsWrite(1, NOW + 9_001)).isTrue();
    }

    @Test
    void whatIsRefusedCostsNothing() {
        Throttle throttle = Throttle.of(1);
        throttle.admitsWrite(MIB, NOW);
        for (int i = 0; i < 5_000; i++) {
            assertThat(throttle.admitsWrite(MIB, NOW)).isFalse();
        }
        assertThat(throttle.admitsWrite(1, NOW + 1)).isTrue();
    }

    @Test
    void fiveCallsASecondRead() {
        Throttle throttle = Throttle.of(1);
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admitsRead(NOW)).isTrue();
        }
        assertThat(throttle.admitsRead(NOW)).isFalse();
        assertThat(throttle.admitsRead(NOW + 200)).isTrue();
    }

    @Test
    void tenMebibytesReadAreFiveSecondsOfReading() {
        Throttle throttle = Throttle.of(1);
        throttle.admitsRead(NOW);
        throttle.read(10L * MIB, NOW);

        assertThat(throttle.admitsRead(NOW + 3_999)).isFalse();
        assertThat(throttle.admitsRead(NOW + 4_001)).isTrue();
    }

    @Test
    void aFactorMultipliesTheLimits() {
        Throttle throttle = Throttle.of(0.002);

        assertThat(throttle.admitsWrite(1, NOW)).isTrue();
        assertThat(throttle.admitsWrite(1, NOW)).isTrue();
        assertThat(throttle.admitsWrite(1, NOW)).isFalse();
    }

    @Test
    void withoutLimitsEverythingGoes() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(Throttle.of(0).admitsWrite(MIB, NOW)).isTrue();
            assertThat(Throttle.of(0).admitsRead(NOW)).isTrue();
        }
    }

    @Test
    void aBucketSavesUpNoMoreThanItHolds() {
        TokenBucket bucket = new TokenBucket(10, 10);
        bucket.hasAny(NOW + 1_000_000);
        bucket.take(10);

        assertThat(bucket.hasAny(NOW + 1_000_000)).isFalse();
        assertThat(bucket.hasAny(NOW + 1_000_100)).isTrue();
    }

    @Test
    void aClockThatGoesBackGivesAndTakesNothing() {
        TokenBucket bucket = new TokenBucket(10, 10);
        bucket.hasAny(NOW);
        bucket.take(10);

        assertThat(bucket.hasAny(NOW - 5_000)).isFalse();
        assertThat(bucket.hasAny(NOW)).isFalse();
        assertThat(bucket.hasAny(NOW + 100)).isTrue();
    }
}
