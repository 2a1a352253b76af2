package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testkit.DiskSearch;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A server is killed again and again while programs publish; after the last start every subscriber must have what was
 * acknowledged: queues with and without a filter, a queue at the end of a FIFO topic, each once and in order, and an HTTP endpoint.
 * The standard topic and its queues are encrypted, and nothing that was published to it is to be read on the disk.
 */
class CrashFanOutTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CYCLES = Math.ceilDiv(Integer.getInteger("cycles", 20), 2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STUCK_MINUTES = 3;

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Semaphore answers = new Semaphore(0);
    private final List<CrashPublisher> publishers = List.of(
            CrashPublisher.standard("red"), CrashPublisher.standard("blue"), CrashPublisher.fifo("a"), CrashPublisher.fifo("b"));

    @Test
    void whatWasPublishedReachesEverybody() throws Exception {
        try (CrashSubscriber web = new CrashSubscriber()) {
            try (CrashServer server = start()) {
                CrashPublisher.prepare(server.endpoint(), web);
            }
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                live();
            }
            assertThat(new DiskSearch(folder.resolve("data")).readable(List.of("red000", "blue000", "a000", "b000"))).containsExactly("a000", "b000");
            try (CrashServer server = start()) {
                requireEverything(CrashClient.of(server.endpoint()), web);
            }
        } catch (Exception | AssertionError failed) {
            throw new AssertionError("seed " + SEED + ": " + failed.getMessage(), failed);
        }
    }

    private void live() throws Exception {
        try (CrashServer server = start()) {
            URI endpoint = server.endpoint();
            List<Thread> threads = publishers.stream().map(publisher -> Thread.ofVirtual().start(() -> publisher.run(endpoint, answers::release))).toList();
            assertThat(answers.tryAcquire(50 + random.nextInt(400), STUCK_MINUTES, TimeUnit.MINUTES)).as("the server answers").isTrue();
            server.kill();
            for (Thread thread : threads) {
                thread.join();
            }
            answers.drainPermits();
        }
    }

    private void requireEverything(SqsClient sqs, CrashSubscriber web) {
        Set<String> red = new TreeSet<>(publishers.get(0).acknowledged());
        Set<String> all = new TreeSet<>(red);
        all.addAll(publishers.get(1).acknowledged());
        List<String> ordered = new ArrayList<>();

        assertThat(drain(sqs, "all", all)).containsAll(all);
        assertThat(drain(sqs, "red", red)).containsAll(red).allMatch(body -> body.startsWith("red"));
        Set<String> payments = new TreeSet<>(publishers.get(2).acknowledged());
        payments.addAll(publishers.get(3).acknowledged());
        ordered.addAll(drain(sqs, "payments.fifo", payments));
        assertThat(ordered).containsAll(payments).doesNotHaveDuplicates();
        assertThat(ordered.stream().filter(body -> body.startsWith("a")).toList()).isSorted();
        assertThat(ordered.stream().filter(body -> body.startsWith("b")).toList()).isSorted();
        Eventually.passes(() -> assertThat(web.received()).containsAll(all));
        System.out.printf("seed %d: %d kills, %d published, %d in order%n", SEED, CYCLES, all.size(), payments.size());
    }

    /** Takes out what is there until all that is wanted was, and a little longer. */
    private static List<String> drain(SqsClient sqs, String queue, Set<String> wanted) {
        String url = sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
        List<String> bodies = new ArrayList<>();
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        for (int empty = 0; empty < 2 || !bodies.containsAll(wanted) && System.nanoTime() < giveUpAt;) {
            List<Message> messages = sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1)).messages();
            empty = messages.isEmpty() ? empty + 1 : 0;
            messages.forEach(message -> {
                bodies.add(message.body());
                sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
            });
        }
        return bodies;
    }

    private CrashServer start() throws java.io.IOException {
        return new CrashServer(folder, folder.resolve("data"), "--sns-sign-for-queues=false", "--sns-retry-time-scale=0.001");
    }
}
