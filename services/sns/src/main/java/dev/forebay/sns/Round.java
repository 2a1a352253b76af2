package dev.forebay.sns;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One notification of a standard topic on its way to all who get it. Its row in the store goes when the last of them has it,
 * or is owed it by a row of its own; until then a restart begins the round again.
 */
final class Round {
    private final Topic topic;
    private final long sequence;
    private final Notification notification;
    private final AtomicInteger left;
    private final Runnable over;

    /** {@code over} runs once, when all are done. */
    Round(Topic topic, long sequence, Notification notification, int targets, Runnable over) {
        this.topic = topic;
        this.sequence = sequence;
        this.notification = notification;
        this.left = new AtomicInteger(targets);
        this.over = over;
    }

    Topic topic() {
        return topic;
    }

    long sequence() {
        return sequence;
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
