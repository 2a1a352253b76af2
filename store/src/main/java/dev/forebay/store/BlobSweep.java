package dev.forebay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Decides when blob files are worth sweeping: when half of what they hold, and {@link #LEAST_GARBAGE} at least, is not wanted any more;
 * on a full disk already for a tenth. What is still wanted is then moved to new files and the old ones go. A file of which nothing is
 * wanted goes without this.
 *
 * <p>The old files go when the last of the new ones is there. So only as many are swept, the oldest first, as there is room for their
 * successors; what that gives back is room for the next sweep.
 *
 * <p>RocksDB would do the same with every merge of tables, however much of the oldest files is wanted: measured with streams, that moved
 * each record several times and cost half of the throughput.
 *
 * <p>Looks at most once a minute, or once in {@link #LOOK_BYTES} written, on the committer's thread; sweeps on a thread of its own.
 */
final class BlobSweep {
    static final long LEAST_GARBAGE = 256L << 20;
    static final long LOOK_BYTES = 64L << 20;
    static final Duration LOOK = Duration.ofMinutes(1);

    /** One part in so many that is unwanted makes a sweep worth its while on a full disk. */
    private static final int PART_WHEN_FULL = 10;
    /** Less is not worth the merge of the tables. */
    private static final double LEAST_SHARE = 0.02;

    private final Supplier<Blobs> blobs;
    private final DoubleConsumer work;
    private final LongSupplier nanos;
    private final AtomicBoolean running = new AtomicBoolean();

    // Only the committer's thread:
    private long written;
    private long lookedAt;

    /**
     * @param blobs what there is now
     * @param work  sweeps a share of the files, the oldest; returns when that is done
     * @param nanos a clock with an arbitrary beginning
     */
    BlobSweep(Supplier<Blobs> blobs, DoubleConsumer work, LongSupplier nanos) {
        this.blobs = blobs;
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
        Blobs found = blobs.get();
        if (found.garbage >= LEAST_GARBAGE && 2 * found.garbage >= found.bytes) {
            start(found.share());
        }
    }

    /** Somebody was refused for want of disk. Any thread. */
    void whenFull() {
        Blobs found = blobs.get();
        if (found.garbage > 0 && PART_WHEN_FULL * found.garbage >= found.bytes) {
            start(found.share());
        }
    }

    private void start(double share) {
        if (share >= LEAST_SHARE && running.compareAndSet(false, true)) {
            Thread.ofPlatform().name("forebay-sweep").daemon(true).start(() -> run(share));
        }
    }

    private void run(double share) {
        try {
            work.accept(share);
        } finally {
            running.set(false);
        }
    }

    /**
     * The files beside the tables.
     *
     * @param bytes   what they hold
     * @param garbage bytes of it that nothing refers to any more
     * @param room    bytes of disk that their successors may take
     */
    record Blobs(long bytes, long garbage, long room) {

        /** The share of the files whose successors surely have room. */
        double share() {
            return bytes == 0 ? 0 : Math.clamp((double) room / bytes, 0, 1);
        }
    }
}
