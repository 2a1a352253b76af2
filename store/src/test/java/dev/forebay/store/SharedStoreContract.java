package dev.forebay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.store.Store.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** What holds besides for a {@link Store} that many threads share. */
abstract class SharedStoreContract extends StoreContract {
    private static final int THREADS = 16;
    private static final int EACH = 200;

    @Test
    void everyAwaitedBatchOfManyThreadsIsRead() throws Exception {
        together(thread -> {
            for (int i = 0; i < EACH; i++) {
                long key = thread * 1000L + i;
                commit(new Batch().put(key(key), value(i)).putLatest(key(-1), value(key)));
                assertThat(store.get(key(key))).isPresent();
            }
        });
        assertThat(store.durable()).isEqualTo(THREADS * EACH);
        assertThat(entries(key(0), key(1_000_000))).hasSize(THREADS * EACH);
    }

    @Test
    void batchesTakeEffectInTheOrderOfTheirNumbers() throws Exception {
        long[] numberOfLast = new long[1];
        ReentrantLock lock = new ReentrantLock();
        long[] counter = new long[1];
        together(thread -> {
            for (int i = 0; i < EACH; i++) {
                long number;
                lock.lock();
                try {
                    counter[0]++;
                    number = store.submit(new Batch().put(key(0), value(counter[0])), i % 3 == 0 ? Urgency.SOON : Urgency.NOW);
                    assertThat(number).isEqualTo(counter[0]);
                    numberOfLast[0] = number;
                } finally {
                    lock.unlock();
                }
                store.await(number);
                assertThat(number(store.get(key(0)).orElseThrow())).isGreaterThanOrEqualTo(number);
            }
        });
        assertThat(number(store.get(key(0)).orElseThrow())).isEqualTo(numberOfLast[0]);
    }

    @Test
    void aReaderSeesAllOfABatchOrNothing() throws Exception {
        together(thread -> {
            for (int i = 0; i < EACH; i++) {
                if (thread % 2 == 0) {
                    commit(new Batch().put(key(1), value(i)).put(key(2), value(i)).put(key(3), value(i)));
                } else {
                    Map<Long, Long> seen = entries(key(1), key(4));
                    assertThat(seen.values().stream().distinct().count()).isLessThanOrEqualTo(1);
                    assertThat(seen.size()).isIn(0, 3);
                }
            }
        });
    }

    @Test
    void anInterruptedWaiterStillGetsItsCommitAndKeepsItsInterrupt() throws Exception {
        together(thread -> {
            for (int i = 0; i < EACH / 10; i++) {
                Thread.currentThread().interrupt();
                long number = commit(new Batch().put(key(thread), value(i)));
                assertThat(store.durable()).isGreaterThanOrEqualTo(number);
                assertThat(Thread.interrupted()).isTrue();
            }
        });
    }

    @Test
    void closingWhileOthersReadAndWriteHarmsNobody() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < THREADS; t++) {
                long thread = t;
                running.add(threads.submit(() -> {
                    useUntilClosed(thread);
                    return null;
                }));
            }
            commit(new Batch().put(key(-1), value(1)));
            store.close();
        }
        for (Future<?> future : running) {
            future.get();
        }
    }

    private void useUntilClosed(long thread) {
        try {
            for (long i = 0; ; i++) {
                commit(new Batch().put(key(thread), value(i)));
                entries(key(0), key(THREADS));
                store.get(key(thread));
            }
        } catch (IllegalStateException closed) {
            assertThat(closed).hasMessageContaining("closed");
        }
    }

    private static void together(Work work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                tasks.add(() -> {
                    work.run(thread);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private interface Work {
        void run(int thread) throws Exception;
    }
}
