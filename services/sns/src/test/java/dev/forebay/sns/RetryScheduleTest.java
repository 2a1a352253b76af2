package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryScheduleTest {
    /** In the middle: neither up nor down. */
    private static final RandomGenerator STEADY = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    };

    @Test
    void byDefaultHttpIsTriedThreeTimesMore() {
        assertThat(delays(Protocol.HTTPS, DeliveryPolicy.NONE)).containsExactly(20_000L, 20_000L, 20_000L);
    }

    @Test
    void queuesAreTriedForTwentyThreeDays() {
        List<Long> delays = delays(Protocol.SQS, DeliveryPolicy.NONE);
        assertThat(delays).hasSize(100_015);
        assertThat(delays.subList(0, 5)).containsExactly(0L, 0L, 0L, 1_000L, 1_000L);
        assertThat(delays.subList(5, 15)).isSorted().startsWith(1_000L).endsWith(20_000L);
        assertThat(delays.subList(15, delays.size())).containsOnly(20_000L);
        assertThat(delays.stream().mapToLong(Long::longValue).sum() / 86_400_000L).isEqualTo(23);
    }

    @Test
    void mailAndPhonesAreTriedForSixHours() {
        for (Protocol protocol : List.of(Protocol.EMAIL, Protocol.EMAIL_JSON, Protocol.SMS, Protocol.APPLICATION)) {
            List<Long> delays = delays(protocol, DeliveryPolicy.NONE);
            assertThat(delays).hasSize(50);
            assertThat(delays.subList(0, 2)).containsExactly(10_000L, 10_000L);
            assertThat(delays.subList(2, 12)).isSorted().startsWith(10_000L).endsWith(600_000L);
            assertThat(delays.subList(12, 50)).containsOnly(600_000L);
        }
    }

    @Test
    void aPolicyOfHttpChangesNoOtherProtocol() {
        DeliveryPolicy once = policy(1, 1, 1, 0, 0, 0, "linear");
        assertThat(delays(Protocol.HTTP, once)).hasSize(1);
        assertThat(delays(Protocol.LAMBDA, once)).hasSize(100_015);
        assertThat(delays(Protocol.FIREHOSE, once)).hasSize(100_015);
    }

    @Test
    void thePhasesFollowEachOther() {
        List<Long> delays = delays(Protocol.HTTP, policy(1, 60, 50, 35, 3, 2, "exponential"));
        assertThat(delays).hasSize(50);
        assertThat(delays.subList(0, 6)).containsExactly(0L, 0L, 0L, 1_000L, 1_000L, 1_000L);
        assertThat(delays.subList(5, 15)).isSorted().endsWith(60_000L);
        assertThat(delays.subList(15, 50)).containsOnly(60_000L);
    }

    @Test
    void aPhaseMayBeLeftOut() {
        assertThat(delays(Protocol.HTTP, policy(1, 60, 0, 0, 0, 0, "linear"))).isEmpty();
        assertThat(delays(Protocol.HTTP, policy(1, 60, 2, 0, 2, 0, "linear"))).containsExactly(0L, 0L);
        assertThat(delays(Protocol.HTTP, policy(1, 60, 2, 2, 0, 0, "linear"))).containsExactly(60_000L, 60_000L);
        assertThat(delays(Protocol.HTTP, policy(1, 60, 3, 1, 0, 1, "linear"))).containsExactly(1_000L, 1_000L, 60_000L);
        assertThat(delays(Protocol.HTTP, policy(1, 60, 2, 0, 0, 0, "linear"))).containsExactly(1_000L, 60_000L);
    }

    @ParameterizedTest
    @EnumSource
    void everyFunctionClimbsFromTheLeastToTheGreatestDelay(RetryBackoff backoff) {
        assertThat(delays(Protocol.HTTP, policy(5, 260, 10, 0, 0, 0, backoff.aws))).hasSize(10).isSorted().startsWith(5_000L).endsWith(260_000L);
    }

    @Test
    void theFunctionsClimbDifferently() {
        assertThat(delays(Protocol.HTTP, policy(10, 40, 4, 0, 0, 0, "linear"))).containsExactly(10_000L, 20_000L, 30_000L, 40_000L);
        assertThat(delays(Protocol.HTTP, policy(10, 40, 4, 0, 0, 0, "arithmetic"))).containsExactly(10_000L, 15_000L, 25_000L, 40_000L);
        assertThat(delays(Protocol.HTTP, policy(10, 80, 4, 0, 0, 0, "geometric"))).containsExactly(10_000L, 20_000L, 40_000L, 80_000L);
        assertThat(delays(Protocol.HTTP, policy(10, 80, 4, 0, 0, 0, "exponential"))).containsExactly(10_000L, 20_000L, 40_000L, 80_000L);
        assertThat(delays(Protocol.HTTP, policy(10, 17, 4, 0, 0, 0, "exponential"))).containsExactly(10_000L, 11_000L, 13_000L, 17_000L);
    }

    @Test
    void jitterMovesADelayByATenthAtMost() {
        RetrySchedule schedule = RetrySchedule.of(Protocol.HTTP, DeliveryPolicy.NONE, 1);
        Random random = new Random(42);
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            delays.add(schedule.delayAfter(1, random).orElseThrow());
        }
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(18_000L, 22_000L));
        assertThat(delays.stream().distinct().count()).isGreaterThan(500);
    }

    @Test
    void timeCanBeScaledForTests() {
        assertThat(RetrySchedule.of(Protocol.HTTP, DeliveryPolicy.NONE, 0.001).delayAfter(1, STEADY)).hasValue(20);
    }

    private static List<Long> delays(Protocol protocol, DeliveryPolicy policy) {
        RetrySchedule schedule = RetrySchedule.of(protocol, policy, 1);
        List<Long> delays = new ArrayList<>();
        for (int failed = 1; ; failed++) {
            OptionalLong delay = schedule.delayAfter(failed, STEADY);
            if (delay.isEmpty()) {
                return delays;
            }
            delays.add(delay.getAsLong());
        }
    }

    private static DeliveryPolicy policy(int min, int max, int retries, int maxRetries, int noRetries, int minRetries, String backoff) {
        return DeliveryPolicy.ofSubscription("""
                {"healthyRetryPolicy":{"minDelayTarget":%d,"maxDelayTarget":%d,"numRetries":%d,"numMaxDelayRetries":%d,\
                "numNoDelayRetries":%d,"numMinDelayRetries":%d,"backoffFunction":"%s"}}"""
                .formatted(min, max, retries, maxRetries, noRetries, minRetries, backoff), false, DeliveryPolicy.WHEN_SET);
    }
}
