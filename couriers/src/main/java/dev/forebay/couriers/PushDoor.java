package dev.forebay.couriers;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps order among those who send to one host. The first of many goes alone, and the others once it is back, however
 * it fared: they find its connection open, where each would have made one of its own. Apple takes a crowd of new
 * connections for an attack. And who finds the connection full waits here until somebody is through.
 */
final class PushDoor {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition open = lock.newCondition();
    private final Condition room = lock.newCondition();
    private int inside;
    private boolean isOpen;
    private long departures;

    /** Waits until one may go. Who enters has to leave. */
    void enter() {
        lock.lock();
        try {
            if (inside == 0) {
                isOpen = false;
            }
            inside++;
            while (inside > 1 && !isOpen) {
                open.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many have left so far: ask before an attempt, and tell {@link #awaitDeparture}. */
    long departures() {
        lock.lock();
        try {
            return departures;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody has left since; false when that takes too long. {@code deadline}: by the nano clock. */
    boolean awaitDeparture(long since, long deadline) throws InterruptedException {
        lock.lock();
        try {
            while (departures == since) {
                if (room.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes room for one, and lets another try: the host may take more than before. */
    void leave() {
        lock.lock();
        try {
            inside--;
            departures++;
            if (!isOpen) {
                isOpen = true;
                open.signalAll();
            }
            room.signal();
            room.signal();
        } finally {
            lock.unlock();
        }
    }
}
