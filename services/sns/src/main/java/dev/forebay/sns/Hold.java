package dev.forebay.sns;

import java.util.concurrent.atomic.AtomicInteger;

/** Keeps the row of a standard topic's notification while a part of its round is not over; the last part lets it go. Any thread. */
final class Hold {
    private final Topic topic;
    private final long sequence;
    private final AtomicInteger parts;

    Hold(Topic topic, long sequence, int parts) {
        this.topic = topic;
        this.sequence = sequence;
        this.parts = new AtomicInteger(parts);
    }

    Topic topic() {
        return topic;
    }

    long sequence() {
        return sequence;
    }

    /** One part more, while another is not over yet. */
    void more() {
        parts.incrementAndGet();
    }

    /** A part is over. */
    void over() {
        if (parts.decrementAndGet() == 0) {
            topic.finished(sequence);
        }
    }
}
