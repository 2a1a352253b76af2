package dev.forebay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Decides when blob files are worth sweeping: when half of what they hold, and {@link #LEAST_GARBAGE} at least, is not wanted any more.
 * What is still wanted is then moved to new files and the old ones go, so that a byte given back costs a byte moved at most. A file of
 * which nothing is wanted goes without this.
 *
 * <p>RocksDB would do the same with every merge of tables, for the oldest files, however much of them is wanted: measured with streams, that
 * moved each record several times and cost half of the throughput.
 *
 * <p>Looks at most once a minute, or once in {@link #LOOK_BYTES} written, on the committer's thread; sweeps on a thread of its own.
 */
final class BlobSweep {
    static final long LEAST_GARBAGE = 256L << 20;
    static final long LOOK_BYTES = 64L << 20;
    static final Duration LOOK = Duration.ofMinutes(1);

    private final LongSupplier garbage;
    private final LongSupplier size;
    private final Runnable work;
    private final LongSupplier nanos;
    private final AtomicBoolean running = new AtomicBoolean();

    // Only the committer's thread:
    private long written;
    private long lookedAt;

    /**
     * @param garbage bytes in blob files that nothing refers to any more
     * @param size    bytes in blob files
     * @param work    sweeps; returns when that is done
     * @param nanos   a clock with an arbitrary beginning
     */
    BlobSweep(LongSupplier garbage, LongSupplier size, Runnable work, LongSupplier nanos) {
        this.garbage = garbage;
        this.size = size;
        this.work = work;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong();
    }

    /** So much was written. */
    void wrote(long bytes) {
        written += bytes;
        long now = nanos.getAsLong();
        if (written < LOOK_BYTES && now - lookedAt < LOOK.toNanos()) {
            return;
        }
        written = 0;
        lookedAt = now;
        long unwanted = garbage.getAsLong();
        if (unwanted >= LEAST_GARBAGE && 2 * unwanted >= size.getAsLong() && running.compareAndSet(false, true)) {
            Thread.ofPlatform().name("forebay-sweep").daemon(true).start(this::run);
        }
    }

    private void run() {
        try {
            work.run();
        } finally {
            running.set(false);
        }
    }
}
