package dev.forebay.runtime;

/** Runs things when their time has come. */
public interface Timers extends AutoCloseable {

    /**
     * Runs a task on a thread of its own, at the given time of the {@link Clock} or as soon after as can be; at once
     * when that time is past.
     */
    Timer at(long millis, Runnable task);

    /** Runs a task on a thread of its own as soon as can be. */
    void soon(Runnable task);

    /** Nothing runs after this. */
    @Override
    void close();

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Timer {
        /** Calls the task off if it has not begun. */
        void cancel();
    }
}
