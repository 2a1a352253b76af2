package dev.forebay.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Deliveries.Attempt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final long LANE = 7;
    private static final long OTHER = 8;

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatIsOwedIsDeliveredOnceAndForgotten() {
        bench.owe(LANE, 0, "a");
        bench.settle();

        assertThat(bench.attempts).containsExactly("a");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void nothingIsTriedBeforeItIsDue() {
        bench.owe(LANE, bench.now + 100, "a");
        bench.pass(99);
        assertThat(bench.attempts).isEmpty();
        bench.pass(1);

        assertThat(bench.attempts).containsExactly("a");
    }

    @Test
    void whatIsDueEarlierIsTriedEarlierWhoeverCameFirst() {
        bench.owe(LANE, bench.now + 100, "later");
        bench.owe(LANE, bench.now + 50, "sooner");
        bench.pass(50);
        bench.owe(LANE, bench.now - 500, "long due");
        bench.settle();
        bench.pass(50);

        assertThat(bench.attempts).containsExactly("sooner", "long due", "later");
    }

    @Test
    void retriesComeInTheOrderInWhichTheyAreDue() {
        bench.answers.put("slow", (_, before) -> before == 0 ? bench.now + 200 : Attempt.OVER);
        bench.answers.put("quick", (_, before) -> before < 2 ? bench.now + 50 : Attempt.OVER);
        bench.owe(LANE, 0, "slow");
        bench.owe(LANE, 0, "quick");
        for (int i = 0; i < 5; i++) {
            bench.pass(50);
        }

        assertThat(bench.attempts).containsExactly("slow", "quick", "quick", "quick", "slow");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void aRetryAtTheVeryTimeOfTheAttemptIsMade() {
        bench.answers.put("a", (_, before) -> before < 3 ? bench.now : Attempt.OVER);
        bench.owe(LANE, bench.now, "a");
        bench.settle();

        assertThat(bench.attempts).containsExactly("a", "a", "a", "a");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void onlySoManyAttemptsToOneTargetAreUnderWay() {
        int[] most = {0};
        int[] underWay = {0};
        bench.answers.put("a", (_, _) -> {
            most[0] = Math.max(most[0], ++underWay[0]);
            bench.run(1_000);
            underWay[0]--;
            return Attempt.OVER;
        });
        IntStream.range(0, 20).forEach(_ -> bench.owe(LANE, 0, "a"));
        bench.settle();

        assertThat(most[0]).isEqualTo(Bench.AT_A_TIME);
        assertThat(bench.attempts).hasSize(20);
        assertThat(bench.rows()).isZero();
    }

    @Test
    void aTargetThatHangsDelaysNobodyElse() {
        bench.answers.put("hangs", (_, _) -> {
            // While these attempts last, everything else goes on.
            bench.run(1_000);
            return bench.now + 1_000;
        });
        IntStream.range(0, 20).forEach(_ -> bench.owe(LANE, 0, "hangs"));
        bench.answers.put("other", (_, _) -> {
            assertThat(bench.attempts.stream().filter("hangs"::equals)).hasSizeLessThanOrEqualTo(Bench.AT_A_TIME);
            return Attempt.OVER;
        });
        bench.owe(OTHER, 0, "other");
        bench.settle();

        assertThat(bench.attempts).contains("other");
    }

    @Test
    void whatWasOwedBeforeARestartIsDeliveredAfterIt() {
        bench.owe(LANE, 0, "delivered");
        bench.settle();
        bench.answers.put("retried", (_, before) -> before == 0 ? bench.now + 100 : Attempt.OVER);
        bench.owe(LANE, 0, "retried");
        bench.settle();
        bench.oweSilently(OTHER, 0, "unsaid");
        bench.reopen(_ -> true);
        bench.settle();
        bench.pass(100);

        assertThat(bench.attempts).containsExactly("delivered", "retried", "unsaid", "retried");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void whatIsOwedToATargetThatIsGoneAfterARestartIsErased() {
        bench.oweSilently(LANE, 0, "a");
        bench.oweSilently(OTHER, 0, "b");
        bench.reopen(lane -> lane == OTHER);
        bench.settle();

        assertThat(bench.attempts).containsExactly("b");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void whatIsForgottenIsTriedNoMore() {
        bench.answers.put("a", (_, _) -> bench.now + 100);
        bench.owe(LANE, 0, "a");
        bench.owe(LANE, bench.now + 100, "b");
        bench.settle();
        bench.forget(LANE);
        bench.pass(1_000);

        assertThat(bench.attempts).containsExactly("a");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void anAttemptThatEndsAfterItsTargetWasForgottenLeavesNothing() {
        bench.answers.put("a", (_, _) -> {
            bench.forget(LANE);
            return bench.now + 100;
        });
        bench.owe(LANE, 0, "a");
        bench.pass(1_000);

        assertThat(bench.attempts).containsExactly("a");
        assertThat(bench.rows()).isZero();
    }

    @Test
    void aLaneThatIsOwedNothingIsDropped() {
        bench.answers.put("a", (_, before) -> before == 0 ? bench.now + 100 : Attempt.OVER);
        bench.owe(LANE, 0, "a");
        bench.settle();
        assertThat(bench.deliveries.lanes()).isEqualTo(1);
        bench.pass(100);
        assertThat(bench.deliveries.lanes()).isZero();

        bench.owe(LANE, 0, "again");
        bench.settle();
        assertThat(bench.attempts).containsExactly("a", "a", "again");
    }

    @Test
    void attemptsThatBreakOffRestBeforeTheyAreMadeAgainAndHoldNobodyUp() {
        bench.answers.put("poison", (_, before) -> {
            if (before == 0) {
                throw new IllegalStateException("as the test wants it");
            }
            return Attempt.OVER;
        });
        IntStream.range(0, 2 * Bench.AT_A_TIME).forEach(_ -> bench.owe(LANE, 0, "poison"));
        bench.owe(LANE, 1, "good");
        bench.settle();
        assertThat(bench.attempts).hasSize(2 * Bench.AT_A_TIME + 1).endsWith("good");

        bench.pass(60_000);
        assertThat(bench.attempts).hasSize(4 * Bench.AT_A_TIME + 1);
        assertThat(bench.rows()).isZero();
    }

    @Test
    void nothingIsTriedAfterAStop() {
        bench.owe(LANE, 0, "a");
        bench.deliveries.stop();
        bench.settle();
        assertThat(bench.attempts).isEmpty();

        bench.reopen(_ -> true);
        bench.settle();
        assertThat(bench.attempts).containsExactly("a");
    }
}
