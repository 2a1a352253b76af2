package dev.forebay.store;

import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The line of batches in front of the committer. Lock-free: a batch joins by one compare-and-set on the newest, which
 * fixes its number and the running totals at the same time, so the order of numbers is the order of the line.
 *
 * <p>Any thread adds; only the committer takes. The newest submission stays as the anchor for the next one after it has
 * been taken, without its batch.
 */
final class Submissions {
    private final AtomicReference<Submission> newest = new AtomicReference<>(new Submission());
    private long taken;
    private volatile long committedBytes;

    /**
     * Adds a batch at the end of the line.
     *
     * @throws IllegalStateException when the line is closed
     */
    Submission add(Batch batch, boolean urgent) {
        while (true) {
            Submission previous = newest.get();
            if (previous.last) {
                throw new IllegalStateException("the store is closed");
            }
            Submission next = new Submission(previous, batch, urgent);
            if (newest.compareAndSet(previous, next)) {
                return next;
            }
        }
    }

    /** Lets nothing more into the line. */
    void close() {
        newest.updateAndGet(previous -> previous.last ? previous : new Submission(previous));
    }

    Submission newest() {
        return newest.get();
    }

    /** Whether the line has something that the committer has not taken. */
    boolean isWaiting() {
        return newest.get().number > taken;
    }

    /** The number of the newest batch taken. Committer only. */
    long taken() {
        return taken;
    }

    /** Moves everything in the line to the end of {@code target}, oldest first. Committer only. */
    void takeAll(Deque<Submission> target, Deque<Submission> reversed) {
        Submission end = newest.get();
        for (Submission s = end; s != null && s.number > taken; s = s.previous) {
            if (s.batch != null) {
                reversed.push(s);
            }
        }
        end.previous = null;
        taken = end.number;
        while (!reversed.isEmpty()) {
            target.add(reversed.pop());
        }
    }

    /** Everything up to this submission is on disk. Committer only. */
    void committed(Submission submission) {
        committedBytes = submission.totalBytes;
    }

    /** Bytes submitted and not yet on disk. */
    long pendingBytes() {
        return newest.get().totalBytes - committedBytes;
    }

    /** A batch with its place in the line. */
    static final class Submission {
        /** The commit number. */
        final long number;
        /** Bytes submitted until and with this one, since the store was opened. */
        final long totalBytes;
        /** The number of the newest urgent submission until and with this one. */
        final long urgent;

        private final boolean last;
        private Batch batch;
        private Submission previous;

        /** What stands in the line before anything was submitted. */
        private Submission() {
            number = 0;
            totalBytes = 0;
            urgent = 0;
            last = false;
        }

        private Submission(Submission previous, Batch batch, boolean urgent) {
            this.previous = previous;
            this.batch = batch;
            this.number = previous.number + 1;
            this.totalBytes = previous.totalBytes + batch.bytes();
            this.urgent = urgent ? number : previous.urgent;
            this.last = false;
        }

        /** The end of the line: carries no batch, and everything before it is urgent. */
        private Submission(Submission previous) {
            this.previous = previous;
            this.number = previous.number;
            this.totalBytes = previous.totalBytes;
            this.urgent = previous.number;
            this.last = true;
        }

        boolean isLast() {
            return last;
        }

        /** Hands out the batch and forgets it, so that the anchor of the line holds no memory. */
        Batch takeBatch() {
            Batch mine = batch;
            batch = null;
            return mine;
        }
    }
}
