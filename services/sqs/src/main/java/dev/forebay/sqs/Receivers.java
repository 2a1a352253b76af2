package dev.forebay.sqs;

import dev.forebay.runtime.Timers;
import dev.forebay.runtime.Timers.Timer;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * The long polls that wait at one queue, in the order of their coming. A message wakes one of them; whoever is woken
 * looks for itself, and passes the call on when it leaves without a message. All methods but {@link Waiting#await} and
 * {@link Waiting#wake} are for use under the partition's lock.
 */
final class Receivers {
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);
    private long timerAt = Long.MAX_VALUE;

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** Joins the queue of those who wait. */
    Waiting join() {
        Waiting receiver = new Waiting(Thread.currentThread());
        waiting.addLast(receiver);
        return receiver;
    }

    /** Gives up waiting; false when this receiver was called already, and so has to pass the call on. */
    boolean leave(Waiting receiver) {
        return waiting.remove(receiver);
    }

    /** Calls the receiver that has waited longest; null when there is none. Wake it once the lock is free. */
    Waiting call() {
        return waiting.pollFirst();
    }

    /** Whether a timer for this time is needed because none rings earlier; notes that there is one. */
    boolean needsTimer(long at) {
        if (at >= timerAt) {
            return false;
        }
        timerAt = at;
        return true;
    }

    void timerRang(long at) {
        if (timerAt == at) {
            timerAt = Long.MAX_VALUE;
        }
    }

    /** One long poll. */
    static final class Waiting {
        private final Thread thread;
        private volatile boolean over;

        private Waiting(Thread thread) {
            this.thread = thread;
        }

        /** Ends the wait. */
        void wake() {
            over = true;
            LockSupport.unpark(thread);
        }

        /** Waits until woken, until a deadline of the timers' clock, or until the thread is interrupted. */
        void await(Timers timers, long deadline) {
            Timer timer = timers.at(deadline, this::wake);
            while (!over && !Thread.currentThread().isInterrupted()) {
                LockSupport.park(this);
            }
            timer.cancel();
        }
    }
}
