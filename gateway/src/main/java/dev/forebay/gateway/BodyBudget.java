package dev.forebay.gateway;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that whole bodies of running requests may hold together. First come, first served: while a request waits for
 * its share it does not read, so its client is slowed down by TCP. Thread-safe.
 */
final class BodyBudget {

    /** Requests smaller than a unit count as one; keeps the permits of 2 TiB within an int. */
    private static final int UNIT = 1024;

    /** Longer than any healthy request runs; then what holds the budget is stuck, and 503 tells the client to come again. */
    private static final long WAIT_SECONDS = 10;

    private final Semaphore free;

    BodyBudget(long bytes) {
        this.free = new Semaphore(units(bytes), true);
    }

    /** Waits for a share; returns what to give back. */
    int take(long bytes) throws HttpFailure, InterruptedException {
        int units = units(bytes);
        // What is free is taken even by a thread that was interrupted: a client that half-closed may still get its answer.
        boolean taken = !free.hasQueuedThreads() && free.tryAcquire(units);
        if (!taken && !free.tryAcquire(units, WAIT_SECONDS, TimeUnit.SECONDS)) {
            throw new HttpFailure(503, "Too many bytes of request bodies are in flight. Try again later.");
        }
        return units;
    }

    void giveBack(int units) {
        free.release(units);
    }

    private static int units(long bytes) {
        return Math.toIntExact((bytes + UNIT - 1) / UNIT);
    }
}
