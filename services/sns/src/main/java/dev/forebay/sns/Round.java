package dev.forebay.sns;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One notification of a standard topic on its way to some who get it. Its row in the store goes when the last of all has it,
 * or is owed it by a row of its own ({@link Hold}); until then a restart begins the round again.
 */
final class Round {
    private final Hold hold;
    private final Notification notification;
    private final AtomicInteger left;
    private final Runnable over;

    /** {@code over} runs once, when all are done. */
    Round(Hold hold, Notification notification, int targets, Runnable over) {
        this.hold = hold;
        this.notification = notification;
        this.left = new AtomicInteger(targets);
        this.over = over;
    }

    Hold hold() {
        return hold;
    }

    Topic topic() {
        return hold.topic();
    }

    long sequence() {
        return hold.sequence();
    }

    Notification notification() {
        return notification;
    }

    /** Some are done. */
    void done(int targets) {
        if (left.addAndGet(-targets) == 0) {
            over.run();
        }
    }
}
