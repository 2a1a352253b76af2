package dev.forebay.store;

import dev.forebay.store.Store.Urgency;
import dev.forebay.store.Submissions.Submission;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The one thread that writes. It takes whatever waits, writes it with one fsync, releases everybody, and takes what has
 * come meanwhile: the longer the disk takes, the larger the next commit, without a timer.
 *
 * <p>Batches that nobody waits for ride along. Only when nothing else comes does the thread wake for them, at most
 * {@link #LINGER} after the first one came.
 *
 * <p>A failed write ends the thread for good. It is not repeated: after a failed fsync the kernel may have dropped the
 * very pages, and a second fsync would report success.
 */
final class Committer {
    /** How long a batch that nobody waits for may lie around. */
    static final Duration LINGER = Duration.ofMillis(20);

    /** A commit takes no further batch once it is this large: bounds memory, and how long the last in it waits. */
    static final long MAX_COMMIT_BYTES = 8L << 20;

    private static final int AWAKE = 0;
    private static final int UNTIL_ANY = 1;
    private static final int UNTIL_URGENT = 2;

    private final Submissions line = new Submissions();
    private final Progress progress = new Progress();
    private final AtomicInteger sleep = new AtomicInteger(AWAKE);
    private final AtomicLong urged = new AtomicLong();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Sink sink;
    private final Consumer<StoreFailed> onFailure;
    private final Thread thread;

    // Only the committer's thread:
    private final Deque<Submission> backlog = new ArrayDeque<>();
    private final Deque<Submission> scratch = new ArrayDeque<>();
    private final List<Batch> commit = new ArrayList<>();
    private boolean lingered;

    /** Starts the thread. {@code onFailure} is called once, on the thread that met the failure, after all waiters have been told. */
    Committer(Sink sink, Consumer<StoreFailed> onFailure) {
        this.sink = sink;
        this.onFailure = onFailure;
        this.thread = Thread.ofPlatform().name("forebay-committer").daemon(true).start(this::run);
    }

    long submit(Batch batch, Urgency urgency) {
        progress.requireSound();
        boolean urgent = urgency == Urgency.NOW;
        long number = line.add(batch, urgent).number;
        wake(urgent);
        return number;
    }

    void await(long number) {
        if (progress.durable() >= number) {
            return;
        }
        Submission newest = line.newest();
        if (number > newest.number) {
            throw new IllegalArgumentException("commit " + number + " was never submitted; the newest is " + newest.number);
        }
        if (newest.urgent < number) {
            urge(number);
        }
        progress.await(number);
    }

    /** Somebody waits after all for a batch that was submitted without urgency. */
    private void urge(long number) {
        urged.accumulateAndGet(number, Math::max);
        wake(true);
    }

    long durable() {
        return progress.durable();
    }

    void requireSound() {
        progress.requireSound();
    }

    boolean isSound() {
        return progress.isSound();
    }

    long pendingBytes() {
        return line.pendingBytes();
    }

    /** Waits until all that was submitted before this call is on disk. */
    void drain() {
        await(line.newest().number);
    }

    /** Refuses further batches, commits those that wait, and ends the thread. */
    void close() {
        line.close();
        wake(true);
        if (Thread.currentThread() == thread) {
            return; // the owner closes from within the failure callback
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake(boolean urgent) {
        int state = sleep.get();
        if (state != AWAKE && (urgent || state == UNTIL_ANY) && sleep.compareAndSet(state, AWAKE)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                commit();
            }
        } catch (Throwable e) {
            fail(e instanceof StoreFailed known ? known : new StoreFailed(e.toString(), e));
        }
    }

    /** Nothing goes on from here: tells all who wait, and the owner, once. Any thread may find the damage. */
    void fail(StoreFailed failure) {
        if (failed.compareAndSet(false, true)) {
            progress.fail(failure);
            onFailure.accept(failure);
        }
    }

    /** Returns when there is something to commit; false when there will never be anything again. */
    private boolean awaitWork() {
        while (backlog.isEmpty() && !isDue()) {
            if (line.isWaiting()) {
                sleep(UNTIL_URGENT);
                lingered = true;
            } else if (line.newest().isLast()) {
                return false;
            } else {
                sleep(UNTIL_ANY);
            }
        }
        return true;
    }

    private boolean isDue() {
        long taken = line.taken();
        return line.newest().urgent > taken || urged.get() > taken || (lingered && line.isWaiting());
    }

    /** First says that it sleeps, then looks once more: who submits does it the other way round. */
    private void sleep(int state) {
        sleep.set(state);
        boolean nothingNew = !isDue() && !line.newest().isLast() && (state == UNTIL_URGENT || !line.isWaiting());
        if (nothingNew && state == UNTIL_URGENT) {
            LockSupport.parkNanos(this, LINGER.toNanos());
        } else if (nothingNew) {
            LockSupport.park(this);
        }
        sleep.set(AWAKE);
    }

    private void commit() throws Exception {
        lingered = false;
        line.takeAll(backlog, scratch);
        long bytes = 0;
        Submission last;
        do {
            last = backlog.remove();
            Batch batch = last.takeBatch();
            bytes += batch.bytes();
            commit.add(batch);
        } while (!backlog.isEmpty() && bytes < MAX_COMMIT_BYTES);
        progress.requireSound();
        sink.write(commit);
        commit.clear();
        line.committed(last);
        progress.advance(last.number);
        letOthersJoin();
    }

    /**
     * Those just released often come back at once. Where processors are scarce, going last in line lets them join the next
     * commit: measured with 32 threads on two busy processors, 20 to 29 batches a commit instead of 17 to 20. Where one is
     * idle this returns immediately.
     */
    private static void letOthersJoin() {
        Thread.yield();
    }

    /** Where commits go. */
    @FunctionalInterface
    interface Sink {
        /** Makes the batches durable, all or none, in this order. */
        void write(List<Batch> batches) throws Exception;
    }
}
