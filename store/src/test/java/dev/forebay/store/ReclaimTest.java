package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReclaimTest {
    private final BlockingQueue<Boolean> runs = new LinkedBlockingQueue<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicLong now = new AtomicLong();
    private final Reclaim reclaim = new Reclaim(this::work, now::get);

    @Test
    void oneRunAtATimeHoweverManyAsk() throws InterruptedException {
        reclaim.request();
        assertThat(runs.take()).isFalse();
        reclaim.wrote(true);
        reclaim.request();
        assertThat(runs).isEmpty();
        mayEnd.release(2);
    }

    @Test
    void deletedRangesAreMergedByTheNextRun() throws InterruptedException {
        mayEnd.release(2);
        reclaim.wrote(true);
        reclaim.wrote(false);
        reclaim.request();
        assertThat(runs.take()).isTrue();
    }

    private void work(boolean everywhere) {
        runs.add(everywhere);
        mayEnd.acquireUninterruptibly();
    }
}
