package dev.forebay.store;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * How far the disk has come, and who waits for it. Waiters are mostly virtual threads: each is parked on a node of its
 * own and woken by itself; no lock is shared, so a wake-up is no stampede.
 *
 * <p>One thread advances; any thread awaits. A waiter first joins and then looks at {@code durable}; the committer
 * first sets {@code durable} and then takes the waiters: so nobody is overlooked.
 */
final class Progress {
    private final AtomicReference<Waiter> waiters = new AtomicReference<>();
    private volatile long durable;
    private volatile StoreFailed failure;

    long durable() {
        return durable;
    }

    boolean isSound() {
        return failure == null;
    }

    /**
     * Throws when the store has failed. Every caller gets an exception of its own, with the first as its cause, because a
     * stack trace tells where it was thrown.
     */
    void requireSound() {
        StoreFailed first = failure;
        if (first != null) {
            throw new StoreFailed(first.getMessage(), first);
        }
    }

    /** Returns once the commit is durable; an interrupt is kept for later. */
    void await(long commit) {
        if (durable >= commit) {
            return;
        }
        if (failure == null) {
            park(commit);
        }
        if (durable < commit) {
            requireSound();
        }
    }

    private void park(long commit) {
        join(new Waiter(commit, Thread.currentThread()));
        boolean interrupted = false;
        while (durable < commit && failure == null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(Waiter waiter) {
        do {
            waiter.next = waiters.get();
        } while (!waiters.compareAndSet(waiter.next, waiter));
    }

    /** Everything up to this commit is durable: wakes whom it concerns. */
    void advance(long commit) {
        durable = commit;
        Waiter waiter = waiters.getAndSet(null);
        while (waiter != null) {
            Waiter next = waiter.next;
            if (waiter.commit <= commit) {
                LockSupport.unpark(waiter.thread);
            } else {
                join(waiter);
            }
            waiter = next;
        }
    }

    /** Nothing more becomes durable: wakes everybody. */
    void fail(StoreFailed reason) {
        failure = reason;
        for (Waiter waiter = waiters.getAndSet(null); waiter != null; waiter = waiter.next) {
            LockSupport.unpark(waiter.thread);
        }
    }

    private static final class Waiter {
        private final long commit;
        private final Thread thread;
        private Waiter next;

        private Waiter(long commit, Thread thread) {
            this.commit = commit;
            this.thread = thread;
        }
    }
}
