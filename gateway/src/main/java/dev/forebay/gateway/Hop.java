package dev.forebay.gateway;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;

/** A request thread's way onto an event loop, which may have stopped under it: then its connection is closed, and nobody is left to tell. */
final class Hop {

    private Hop() {}

    /** Runs a task on the loop; false when the loop has stopped. */
    static boolean onto(EventExecutor loop, Runnable task) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException stopped) {
            return false;
        }
    }
}
