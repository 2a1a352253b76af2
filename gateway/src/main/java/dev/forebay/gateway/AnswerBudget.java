package dev.forebay.gateway;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large whole answers may hold together until their clients have taken them. Nobody waits for a share: an
 * answer that waits is as much memory as one that is sent. Thread-safe.
 */
final class AnswerBudget {

    private final AtomicLong free;

    AnswerBudget(long bytes) {
        this.free = new AtomicLong(bytes);
    }

    /** Takes a share; false when there is no room. */
    boolean take(int bytes) {
        return free.getAndUpdate(left -> left >= bytes ? left - bytes : left) >= bytes;
    }

    void giveBack(int bytes) {
        free.addAndGet(bytes);
    }
}
