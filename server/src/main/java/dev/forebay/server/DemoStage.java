package dev.forebay.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * What a story is told on, from one thread: it runs the story's programs in threads of their own, and has the moment shown
 * again and again while the story waits for what comes next.
 */
final class DemoStage implements AutoCloseable {
    private static final Duration FRAME = Duration.ofMillis(80);

    /** By then even a server that was killed and started again has gone on. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final Runnable show;
    private final BooleanSupplier isOver;
    private final long begin = System.nanoTime();

    /**
     * Raises the curtain.
     *
     * @param show   shows the moment
     * @param isOver whether the story is to end now, wherever it is
     */
    DemoStage(Runnable show, BooleanSupplier isOver) {
        this.show = show;
        this.isOver = isOver;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Runs a program beside the story. One that fails ends the story. */
    Future<?> start(Program program) {
        Future<?> future = threads.submit(() -> {
            program.run();
            return null;
        });
        running.add(future);
        return future;
    }

    /** Shows for so long what is going on. */
    void leave(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        until(() -> System.nanoTime() - until >= 0);
    }

    /**
     * Shows what is going on until something is so.
     *
     * @throws InterruptedException  when it is over before that
     * @throws IllegalStateException when the server stopped answering, or it never was so
     */
    void until(BooleanSupplier condition) throws InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        do {
            show.run();
            running.stream().filter(Future::isDone).forEach(DemoStage::mustHaveGoneWell);
            if (isOver.getAsBoolean()) {
                throw new InterruptedException("told to end");
            }
            if (System.nanoTime() - giveUpAt > 0) {
                throw new IllegalStateException("the story got stuck after " + elapsed().toSeconds() + " s");
            }
            Thread.sleep(FRAME);
        } while (!condition.getAsBoolean());
        show.run();
    }

    private static void mustHaveGoneWell(Future<?> task) {
        if (task.state() == Future.State.FAILED) {
            throw new IllegalStateException("the server failed: " + task.exceptionNow().getMessage(), task.exceptionNow());
        }
    }

    /** Ends the programs, and waits for them. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    /** What runs beside the story. */
    interface Program {
        void run() throws InterruptedException;
    }
}
