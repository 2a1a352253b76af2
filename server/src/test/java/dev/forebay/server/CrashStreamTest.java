package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.server.CrashStreamProducer.Acknowledged;
import dev.forebay.testkit.DiskSearch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * A server is killed again and again while programs put records, split and merge shards, and read. After each start every acknowledged
 * record is where its reply said, once and in order; whatever a reader ever saw is still there; shards and their numbers are whole.
 * Every other seed's stream is encrypted under a key; then no record is to be read on the disk.
 */
class CrashStreamTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CYCLES = Math.ceilDiv(Integer.getInteger("cycles", 20), 3);
    private static final boolean ENCRYPTED = SEED % 2 == 0;
    private static final int STUCK_MINUTES = 3;
    private static final int UNAVAILABLE = 503;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final List<CrashStreamProducer> producers = List.of(producer("producer-a"), producer("producer-b"), producer("producer-c"), producer("producer-d"));
    private final CrashStreamSplitter splitter = new CrashStreamSplitter(new Random(SEED + 1));
    private final CrashStreamReader reader = new CrashStreamReader();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private Optional<CrashStreamView> before = Optional.empty();
    private volatile boolean isEnding;

    private CrashStreamProducer producer(String name) {
        return new CrashStreamProducer(name, new Random(random.nextLong()));
    }

    @Test
    void whatAStreamAnsweredOutlivesSigkill() throws Exception {
        try {
            try (CrashServer server = start()) {
                prepare(server.endpoint());
            }
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                live(cycle);
            }
            assertThat(new DiskSearch(folder.resolve("data")).readable(List.of("producer-a0 "))).hasSize(ENCRYPTED ? 0 : 1);
            try (CrashServer server = start()) {
                KinesisClient kinesis = CrashClient.kinesis(server.endpoint());
                awaitActive(kinesis);
                CrashStreamView last = look(kinesis, CYCLES);
                last.requireClosed(splitter.promised());
                System.out.printf("seed %d: %d kills, %d records, %d shards by %d changes%s%n",
                        SEED, CYCLES, last.size(), last.shards(), splitter.changes(), ENCRYPTED ? ", encrypted" : "");
            }
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("seed " + SEED + ": " + failed.getMessage(), failed);
        }
    }

    private static void prepare(URI endpoint) {
        KinesisClient kinesis = CrashClient.kinesis(endpoint);
        kinesis.createStream(r -> r.streamName(CrashStreamWorker.STREAM).shardCount(3));
        awaitActive(kinesis);
        if (ENCRYPTED) {
            String key = CrashClient.newKey(endpoint);
            kinesis.startStreamEncryption(r -> r.streamName(CrashStreamWorker.STREAM).encryptionType("KMS").keyId(key));
            awaitActive(kinesis);
        }
    }

    /** One start of the server, from the look at what it found to its end under load. */
    private void live(int cycle) throws Exception {
        try (CrashServer server = start()) {
            URI endpoint = server.endpoint();
            KinesisClient kinesis = CrashClient.kinesis(endpoint);
            before = Optional.of(look(kinesis, cycle));
            isEnding = false;
            List<CrashStreamWorker> workers = new ArrayList<>(producers);
            workers.add(splitter);
            workers.add(reader);
            List<Thread> threads = workers.stream().map(worker -> Thread.ofVirtual().start(() -> work(worker, endpoint))).toList();
            awaitAnswers(100 + random.nextInt(300));
            kinesis.addTagsToStream(r -> r.streamName(CrashStreamWorker.STREAM).tags(Map.of("cycle", Integer.toString(cycle))));
            isEnding = true;
            server.kill();
            for (Thread thread : threads) {
                thread.join();
            }
            requireNoFailure();
            assertThat(server.complaints()).as("on standard error").isEmpty();
        }
    }

    private void work(CrashStreamWorker worker, URI endpoint) {
        try (KinesisClient kinesis = CrashClient.kinesis(endpoint)) {
            for (;;) {
                worker.work(kinesis);
                answers.release();
            }
        } catch (SdkClientException | KinesisException cut) {
            boolean isGone = cut instanceof SdkClientException || ((KinesisException) cut).statusCode() == UNAVAILABLE;
            if (!isEnding || !isGone) {
                fail(cut);
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
    }

    private void fail(Throwable failure) {
        failures.add(failure);
        answers.release(1 << 20);
    }

    private void awaitAnswers(int count) throws InterruptedException {
        answers.drainPermits();
        assertThat(answers.tryAcquire(count, STUCK_MINUTES, TimeUnit.MINUTES)).as("the server answers").isTrue();
    }

    private void requireNoFailure() {
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.size() + " workers failed; the first: " + failures.peek(), failures.peek());
        }
    }

    private CrashStreamView look(KinesisClient kinesis, int cycle) {
        CrashStreamView view = new CrashStreamView(kinesis);
        view.requireWhole();
        view.requireAcknowledged(acknowledged());
        view.requireBeginsWith(reader.records());
        before.ifPresent(earlier -> earlier.requireKeptIn(view));
        if (cycle > 0) {
            assertThat(kinesis.listTagsForStream(r -> r.streamName(CrashStreamWorker.STREAM)).tags()).singleElement()
                    .satisfies(tag -> assertThat(tag.value()).isEqualTo(Integer.toString(cycle - 1)));
        }
        return view;
    }

    private Map<String, Acknowledged> acknowledged() {
        Map<String, Acknowledged> all = new TreeMap<>();
        producers.forEach(producer -> CrashStreamProducer.addTo(all, producer));
        return all;
    }

    private static void awaitActive(KinesisClient kinesis) {
        while (kinesis.describeStreamSummary(r -> r.streamName(CrashStreamWorker.STREAM)).streamDescriptionSummary().streamStatus()
                != StreamStatus.ACTIVE) {
            Thread.onSpinWait();
        }
    }

    private CrashServer start() throws IOException {
        return new CrashServer(folder, folder.resolve("data"));
    }
}
