package dev.forebay.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Knows whether there is room to grow. The file system is asked at most once in {@link #FRESH}; in between, what was
 * written since is subtracted. Any thread.
 */
final class SpaceGuard {
    static final Duration FRESH = Duration.ofMillis(100);

    private final long reserveBytes;
    private final LongSupplier usableBytes;
    private final LongSupplier nanos;
    private final AtomicLong lookedUpAt;
    private final AtomicLong left;

    /**
     * @param usableBytes asks the file system
     * @param nanos a clock with an arbitrary beginning, such as {@code System::nanoTime}
     */
    SpaceGuard(long reserveBytes, LongSupplier usableBytes, LongSupplier nanos) {
        this.reserveBytes = reserveBytes;
        this.usableBytes = usableBytes;
        this.nanos = nanos;
        this.lookedUpAt = new AtomicLong(nanos.getAsLong());
        this.left = new AtomicLong(usableBytes.getAsLong());
    }

    /** So much went to disk. */
    void wrote(long bytes) {
        left.addAndGet(-bytes);
    }

    /**
     * Returns when there is room.
     *
     * @throws StoreFull when there is not
     */
    void require() {
        long now = nanos.getAsLong();
        long before = lookedUpAt.get();
        if (now - before >= FRESH.toNanos() && lookedUpAt.compareAndSet(before, now)) {
            left.set(usableBytes.getAsLong());
        }
        long free = left.get();
        if (free < reserveBytes) {
            throw new StoreFull("only " + Math.max(0, free) + " bytes of disk are free and " + reserveBytes
                    + " are kept in reserve: delete messages or enlarge the volume");
        }
    }
}
