package dev.forebay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Gets disk back once it has run out. A deletion is a few bytes in memory; what it deletes stays on disk until those
 * bytes have become a file and the files have been merged. On a full disk nothing grows, so that would never happen.
 *
 * <p>Asked by those who are refused for want of space; runs on a thread of its own, one at a time, at most once in
 * {@link #PAUSE} and only when something was written since: each run leaves a small file to be merged.
 */
final class Reclaim {
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Work work;
    private final LongSupplier nanos;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile boolean written = true;
    private volatile boolean rangesDeleted;
    private volatile long notBefore;

    /** @param nanos a clock with an arbitrary beginning */
    Reclaim(Work work, LongSupplier nanos) {
        this.work = work;
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    /** A commit was written. */
    void wrote(boolean withRangeDeletion) {
        written = true;
        if (withRangeDeletion) {
            rangesDeleted = true;
        }
    }

    /** Starts a run if one is worthwhile. Never waits. */
    void request() {
        if (written && nanos.getAsLong() - notBefore >= 0 && running.compareAndSet(false, true)) {
            Thread.ofPlatform().name("forebay-reclaim").daemon(true).start(this::run);
        }
    }

    private void run() {
        try {
            boolean ranges = rangesDeleted;
            written = false;
            rangesDeleted = false;
            work.reclaim(ranges);
        } finally {
            notBefore = nanos.getAsLong() + PAUSE.toNanos();
            running.set(false);
        }
    }

    /** Moves memory to files, and has files merged. */
    @FunctionalInterface
    interface Work {
        /** @param everywhere whether files are to be merged that do not themselves hold many deletions */
        void reclaim(boolean everywhere);
    }
}
