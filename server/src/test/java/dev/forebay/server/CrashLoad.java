package dev.forebay.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Workers on one server, each with a thread and a connection of its own, from its start to its end. */
final class CrashLoad {
    private static final int UNAVAILABLE = 503;
    private static final int STUCK_MINUTES = 3;
    private static final int ENOUGH = 1 << 20;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cutShort = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isEnding;

    /** Starts to work. */
    CrashLoad(List<CrashWorker> workers, URI endpoint, int life) {
        workers.forEach(worker -> threads.add(Thread.ofVirtual().start(() -> work(worker, endpoint, life))));
    }

    private void work(CrashWorker worker, URI endpoint, int life) {
        try (SqsClient sqs = CrashClient.of(endpoint)) {
            worker.work(sqs, life, answers::release);
        } catch (SdkClientException | SqsException cut) {
            boolean hasNoAnswer = cut instanceof SdkClientException || ((SqsException) cut).statusCode() == UNAVAILABLE;
            if (isEnding && hasNoAnswer) {
                cutShort.incrementAndGet();
            } else {
                fail(cut);
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private void fail(Throwable failure) {
        failures.add(failure);
        answers.release(ENOUGH);
    }

    /** Returns after so many more answers, or when something has failed. */
    void awaitAnswers(int count) throws InterruptedException {
        if (!answers.tryAcquire(count, STUCK_MINUTES, TimeUnit.MINUTES)) {
            throw new AssertionError("the server gives no more answers");
        }
    }

    /** From now on the server may leave at any time. */
    void serverEnds() {
        isEnding = true;
    }

    /** Waits until all workers have noticed that the server is gone; throws what has gone wrong. */
    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            AssertionError failed = new AssertionError(failures.size() + " workers failed; the first: " + failures.peek(), failures.peek());
            failures.stream().skip(1).limit(5).forEach(failed::addSuppressed);
            throw failed;
        }
    }

    /** How many requests the server's end left without an answer. */
    int cutShort() {
        return cutShort.get();
    }
}
