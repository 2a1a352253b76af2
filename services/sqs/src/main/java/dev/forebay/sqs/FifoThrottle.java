package dev.forebay.sqs;

import dev.forebay.runtime.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * AWS's limit for FIFO queues outside high-throughput mode: 300 calls a second of each kind, which batches of ten make
 * 3,000 messages. Only for those who ask for it. Safe for any thread.
 */
final class FifoThrottle {
    private static final int CALLS_PER_SECOND = 300;
    /** A second in the upper bits, the calls of that second in the lower ones. */
    private static final int COUNT_BITS = 20;

    private final Clock clock;
    private final boolean enabled;
    private final Map<Key, AtomicLong> windows = new ConcurrentHashMap<>();

    FifoThrottle(Clock clock, boolean enabled) {
        this.clock = clock;
        this.enabled = enabled;
    }

    /** What is counted apart. */
    enum Kind {
        SEND,
        RECEIVE,
        DELETE
    }

    /** Counts a call, and refuses it when this second has had enough. */
    void count(Queue queue, Kind kind) {
        if (!enabled || !queue.isFifo() || queue.attributes().isHighThroughput()) {
            return;
        }
        long second = clock.millis() / 1000;
        AtomicLong window = windows.computeIfAbsent(new Key(queue.id(), kind), key -> new AtomicLong());
        long counted = window.updateAndGet(was -> was >>> COUNT_BITS == second ? was + 1 : (second << COUNT_BITS) + 1);
        if ((counted & (1L << COUNT_BITS) - 1) > CALLS_PER_SECOND) {
            throw SqsErrors.requestThrottled();
        }
    }

    private record Key(QueueId queue, Kind kind) {}
}
