package dev.forebay.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Timers by the machine's clock: one thread that waits, a virtual thread for each task that is due. */
public final class SystemTimers implements Timers {
    private final Clock clock;
    private final ScheduledThreadPoolExecutor scheduler;

    public SystemTimers(Clock clock) {
        this.clock = clock;
        this.scheduler = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("timers").daemon().factory());
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Timer at(long millis, Runnable task) {
        long delay = Math.max(0, millis - clock.millis());
        try {
            ScheduledFuture<?> waiting =
                    scheduler.schedule(() -> Thread.ofVirtual().name("timer").start(task), delay, TimeUnit.MILLISECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public void soon(Runnable task) {
        Thread.ofVirtual().name("task").start(task);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
