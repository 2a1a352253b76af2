package dev.forebay.sqs;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of messages that all queues together keep in memory, so that a live queue never reads the disk and a deep
 * one never fills the heap. Safe for any thread.
 */
final class Cache {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /** A cache of so many bytes. */
    Cache(long limit) {
        this.limit = limit;
    }

    /** Takes room for a message's bytes, if there is any. */
    boolean hold(Entry entry) {
        if (used.addAndGet(entry.bytes.length) > limit) {
            used.addAndGet(-entry.bytes.length);
            return false;
        }
        entry.counted = true;
        return true;
    }

    /** Takes room for bytes that are wanted soon, whether there is any or not. */
    void holdAnyway(Entry entry) {
        used.addAndGet(entry.bytes.length);
        entry.counted = true;
    }

    /** Lets go of a message's bytes. */
    void drop(Entry entry) {
        if (entry.counted) {
            used.addAndGet(-entry.bytes.length);
            entry.counted = false;
        }
        entry.bytes = null;
    }

    /** Whether so little room is left that idle queues should let go of theirs. */
    boolean isTight() {
        return used.get() > limit - limit / 4;
    }
}
