package dev.forebay.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** What a real server brings about in its own time. */
final class Eventually {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** For the SDK's waiters, which look every ten seconds of their own accord: what they wait for takes a tenth of one here. */
    static void often(WaiterOverrideConfiguration.Builder waiter) {
        waiter.backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofNanos(LOOK_NANOS)))
                .maxAttempts((int) (PATIENCE_NANOS / LOOK_NANOS));
    }

    /** Asserts until it passes, or fails as it failed last. */
    static void passes(Runnable assertion) {
        long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
        for (boolean passed = false; !passed;) {
            try {
                assertion.run();
                passed = true;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > giveUpAt) {
                    throw notYet;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }
}
