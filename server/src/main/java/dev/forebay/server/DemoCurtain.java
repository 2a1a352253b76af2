package dev.forebay.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets the story end in order on Ctrl-C: the cursor comes back, and queues and files go. To be closed when all that is done. */
final class DemoCurtain implements AutoCloseable {
    private static final int SECONDS = 10;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("curtain").unstarted(this::fall);
    private volatile boolean falls;

    DemoCurtain() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void fall() {
        falls = true;
        try {
            closed.await(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the story is to end now. */
    boolean falls() {
        return falls;
    }

    @Override
    public void close() {
        closed.countDown();
        if (!falls) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // The process has begun to end this very moment: the hook will find the latch open.
            }
        }
    }
}
