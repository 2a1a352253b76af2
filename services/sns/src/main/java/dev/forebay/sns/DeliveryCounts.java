package dev.forebay.sns;

import java.util.concurrent.atomic.LongAdder;

/** How a subscription's deliveries ended, since the server started. */
final class DeliveryCounts {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failedAttempts = new LongAdder();
    private final LongAdder deadLettered = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private volatile String lastFailure = "";

    void delivered(int messages) {
        delivered.add(messages);
    }

    /** An attempt that did not go well; {@code why} is for people and holds nothing of the message. */
    void failed(String why) {
        failedAttempts.increment();
        lastFailure = why;
    }

    void deadLettered() {
        deadLettered.increment();
    }

    /** Refused for good, or tried often enough, where there is no dead-letter queue. */
    void givenUp() {
        givenUp.increment();
    }

    /** As they are now. */
    Shown shown() {
        return new Shown(delivered.sum(), failedAttempts.sum(), deadLettered.sum(), givenUp.sum(), lastFailure);
    }

    /** Counts at one moment; {@code lastFailure} is empty where nothing failed. */
    record Shown(long delivered, long failedAttempts, long deadLettered, long givenUp, String lastFailure) {}
}
