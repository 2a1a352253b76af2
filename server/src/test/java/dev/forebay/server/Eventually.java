package dev.forebay.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a real server brings about in its own time. */
final class Eventually {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

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
