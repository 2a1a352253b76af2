package dev.forebay.sqs;

import dev.forebay.runtime.Keys;
import dev.forebay.sqs.Delays.Horizon;
import dev.forebay.sqs.Queue.Counts;
import dev.forebay.store.Scan;
import dev.forebay.store.Store;

/** Counts a queue's messages by where they are: exactly, and from memory wherever memory knows. */
final class Census {
    private final Queue queue;

    Census(Queue queue) {
        this.queue = queue;
    }

    /** Counts messages; reads only where delayed ones lie beyond what is in memory. */
    Counts take() {
        Snapshot seen = queue.decide((changes, now) -> {
            changes.revealsEverything();
            Contents contents = queue.contents();
            contents.advance(changes, now);
            boolean vague = contents.delays().isVague(now);
            Counts counts = new Counts(contents.visible(), contents.inFlight(), contents.delays().total());
            Horizon horizon = vague ? contents.delays().horizon() : Horizon.NONE;
            return new Snapshot(counts, horizon, contents.inBacklog(), contents.tail(), now);
        });
        long due = seen.horizon.equals(Horizon.NONE) ? 0 : countDue(seen.horizon, seen.now);
        long young = queue.isFifo() && queue.attributes().delaySeconds() > 0 ? countYoung(seen) : 0;
        Counts counts = seen.counts;
        return new Counts(counts.visible() + due - young, counts.inFlight(), counts.delayed() - due + young);
    }

    private long countDue(Horizon from, long now) {
        long due = 0;
        byte[] first = Keys.of(queue.partition().number(), Tables.DELAY, queue.incarnation(), from.dueAt(), from.sequence());
        try (Scan scan = store().scan(first, Keys.of(queue.partition().number(), Tables.DELAY, queue.incarnation(), now + 1))) {
            while (scan.next()) {
                due++;
            }
        }
        return due;
    }

    /**
     * Messages of a FIFO queue that its delay still hides: the youngest of the backlog, found by halving, for times grow
     * with sequences. Those that were received, or read past, before the delay was set are not hidden.
     */
    private long countYoung(Snapshot seen) {
        long dueIfSentBefore = seen.now - queue.attributes().delaySeconds() * 1000L;
        long low = 0;
        long high = seen.tail;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (isOld(middle, seen.tail, dueIfSentBefore)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(seen.inBacklog, seen.tail - low);
    }

    private boolean isOld(long from, long tail, long dueIfSentBefore) {
        try (Scan scan = store().scan(messageKey(from), messageKey(tail))) {
            return scan.next() && Message.of(scan.value()).sentAt() <= dueIfSentBefore;
        }
    }

    private Store store() {
        return queue.environment().store();
    }

    private byte[] messageKey(long sequence) {
        return Keys.of(queue.partition().number(), Tables.MESSAGE, queue.incarnation(), sequence);
    }

    /** What memory knows at one moment. */
    private record Snapshot(Counts counts, Horizon horizon, long inBacklog, long tail, long now) {}
}
