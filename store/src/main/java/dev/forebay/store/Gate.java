package dev.forebay.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets threads into native code until it is closed; closing waits until all have left. A native call on a closed
 * database would take the whole process down, where an exception is due.
 *
 * <p>One atomic counter; the top bit says closed.
 */
final class Gate {
    private static final int CLOSED = Integer.MIN_VALUE;

    private final AtomicInteger inside = new AtomicInteger();
    private volatile Thread closer;

    /** Enters, unless the gate is closed. Whoever entered must {@link #leave}. */
    boolean tryEnter() {
        int before;
        do {
            before = inside.get();
            if (before < 0) {
                return false;
            }
        } while (!inside.compareAndSet(before, before + 1));
        return true;
    }

    /**
     * Enters.
     *
     * @throws IllegalStateException when the gate is closed
     */
    void enter() {
        if (!tryEnter()) {
            throw closed();
        }
    }

    /** For what is not native, and needs not be kept from closing meanwhile. */
    void requireOpen() {
        if (inside.get() < 0) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the store is closed");
    }

    void leave() {
        if (inside.decrementAndGet() == CLOSED) {
            LockSupport.unpark(closer);
        }
    }

    /** Lets nobody in any more, and returns when everybody is out. For one thread; not cut short by an interrupt. */
    void close() {
        closer = Thread.currentThread();
        inside.getAndUpdate(count -> count | CLOSED);
        boolean interrupted = false;
        while (inside.get() != CLOSED) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
