package dev.forebay.gateway;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large answers may hold together until their clients have taken them. Nobody waits for a share: an
 * answer that waits is as much memory as one that is sent. Thread-safe.
 */
final class AnswerBudget {

    private final AtomicLong free;

    private final Duration patience;

    /** @param patience how long a client may take nothing of an answer that it asked for */
    AnswerBudget(long bytes, Duration patience) {
        this.free = new AtomicLong(bytes);
        this.patience = patience;
    }

    Duration patience() {
        return patience;
    }

    /** Takes a share; false when there is no room. */
    boolean take(int bytes) {
        return free.getAndUpdate(left -> left >= bytes ? left - bytes : left) >= bytes;
    }

    void giveBack(int bytes) {
        free.addAndGet(bytes);
    }
}
