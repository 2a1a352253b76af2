package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.testkit.DiskSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The queues under load, who loads them, and what was promised of each. Outlives the servers. Some queues are encrypted, under a key
 * or by SQS itself, and some are not; the names of who sends to them say which, and so does every body.
 */
final class CrashScene {
    private static final int MAX_RECEIVES = 3;
    private static final int LONGEST_DELAY_SECONDS = 1;
    private static final int GROUPS = 8;
    private static final String SEALED = "sealed";
    private static final String CLEAR = "clear";
    private static final Predicate<String> NONE = key -> false;
    /** Every tenth message, whoever sent it, is one that nobody can work off. */
    private static final Predicate<String> POISON = key -> Math.floorMod(key.hashCode(), 10) == 0;

    private final Random random;
    private final List<Act> acts = new ArrayList<>();

    /** Makes the queues, some of them under the key. */
    CrashScene(SqsClient sqs, String key, Random random) {
        this.random = random;
        plain(sqs);
        groupedAndDelayed(sqs, key);
        fifo(sqs, CrashQueue.fifo("by-content.fifo", true).underKey(key), SEALED);
        fifo(sqs, CrashQueue.fifo("by-id.fifo", false).inTheClear(), CLEAR);
        failing(sqs, CrashQueue.standard("work"), CrashQueue.standard("dead"), SEALED);
        failing(sqs, CrashQueue.standard("clear-work").inTheClear(), CrashQueue.standard("dead-under-key").underKey(key), CLEAR);
        failing(sqs, CrashQueue.standard("work-under-key").underKey(key), CrashQueue.standard("clear-dead").inTheClear(), SEALED);
    }

    private void plain(SqsClient sqs) {
        Act act = new Act("plain", false, List.of(CrashQueue.standard("plain").inTheClear()));
        String url = act.queues.getFirst().url(sqs);
        act.workers.add(new CrashProducer(CLEAR + "-a", url, act.ledger, random(), 0, 0));
        act.workers.add(new CrashProducer(CLEAR + "-b", url, act.ledger, random(), 0, 0));
        addConsumers(act, url, false, NONE);
    }

    private void groupedAndDelayed(SqsClient sqs, String key) {
        Act act = new Act("grouped-and-delayed", false, List.of(CrashQueue.standard("grouped-and-delayed").underKey(key)));
        String url = act.queues.getFirst().url(sqs);
        act.workers.add(new CrashProducer(SEALED + "-a", url, act.ledger, random(), LONGEST_DELAY_SECONDS, GROUPS));
        act.workers.add(new CrashProducer(SEALED + "-b", url, act.ledger, random(), LONGEST_DELAY_SECONDS, GROUPS));
        addConsumers(act, url, false, NONE);
    }

    private void fifo(SqsClient sqs, CrashQueue queue, String sender) {
        Act act = new Act(queue.name(), true, List.of(queue));
        String url = queue.url(sqs);
        boolean byContent = Boolean.parseBoolean(queue.attributes().get(QueueAttributeName.CONTENT_BASED_DEDUPLICATION));
        act.workers.add(new CrashFifoProducer(sender + "-a", url, act.ledger, random(), GROUPS, byContent));
        act.workers.add(new CrashFifoProducer(sender + "-b", url, act.ledger, random(), GROUPS, byContent));
        addConsumers(act, url, true, NONE);
    }

    /** Messages that nobody can work off go to another queue, which nobody touches until the end; they stay as they are, encrypted or not. */
    private void failing(SqsClient sqs, CrashQueue source, CrashQueue dead, String sender) {
        String deadUrl = dead.url(sqs);
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(deadUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes().get(QueueAttributeName.QUEUE_ARN);
        CrashQueue work = source.withDeadLetters(arn, MAX_RECEIVES);
        Act act = new Act(work.name() + ", " + dead.name(), false, List.of(work, dead));
        String url = work.url(sqs);
        act.workers.add(new CrashProducer(sender + "-a", url, act.ledger, random(), 0, 0));
        addConsumers(act, url, false, POISON);
    }

    private void addConsumers(Act act, String url, boolean fifo, Predicate<String> fails) {
        act.workers.add(new CrashConsumer(url, act.ledger, random(), fifo, fails));
        act.workers.add(new CrashConsumer(url, act.ledger, random(), fifo, fails));
        acts.add(act);
    }

    private Random random() {
        return new Random(random.nextLong());
    }

    List<CrashWorker> workers() {
        return acts.stream().flatMap(act -> act.workers.stream()).toList();
    }

    /** While nobody works: each queue says that it holds what it must, and no more than it may. */
    void requireHonestCounts(SqsClient sqs) {
        for (Act act : acts) {
            assertThat(act.count(sqs)).as("messages in %s", act.name).isBetween(act.ledger.least(), act.ledger.most());
        }
    }

    /**
     * Of encrypted queues no body is to be read on the disk. Of the others some are after a kill, or the search would say nothing; an
     * orderly end may have compressed them.
     */
    void requireSealed(DiskSearch disk, boolean orderly) {
        List<String> readable = disk.readable(List.of("sent by " + SEALED, "sent by " + CLEAR));
        assertThat(readable).doesNotContain("sent by " + SEALED);
        assertThat(orderly || !readable.isEmpty()).as("bodies in the clear are found").isTrue();
    }

    /** Empties all queues: what they said they hold must be what comes out, and nothing may be missing. */
    void requireNothingLost(URI endpoint, int life) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream<Callable<Act>> checks = acts.stream().map(act -> () -> empty(act, endpoint, life));
            for (Future<Act> emptied : threads.invokeAll(checks.toList())) {
                emptied.get();
            }
        }
    }

    private static Act empty(Act act, URI endpoint, int life) {
        try (SqsClient sqs = CrashClient.of(endpoint)) {
            long told = act.count(sqs);
            act.queues.forEach(queue -> queue.drain(sqs, act.ledger, life));
            act.ledger.requireNothingLost();
            assertThat(act.ledger.drained()).as("%s: messages taken out, and told before", act.name).isEqualTo(told);
            assertThat(act.count(sqs)).as("%s: messages left", act.name).isZero();
            return act;
        }
    }

    /** What came of it, a line a queue. */
    String summary() {
        StringBuilder text = new StringBuilder();
        for (Act act : acts) {
            CrashLedger ledger = act.ledger;
            text.append("%-30s %6d sent, %6d deleted (%d of them late), %5d taken out at the end, %4d repeated%n"
                    .formatted(act.name, ledger.sends(), ledger.deletes(), ledger.lateDeletes(), ledger.drained(), ledger.repetitions()));
        }
        return text.toString();
    }

    /** That there was something to be lost. */
    void requireWorkDone() {
        for (Act act : acts) {
            assertThat(act.ledger.sends()).as("messages sent to %s", act.name).isPositive();
            assertThat(act.ledger.deletes()).as("messages deleted from %s", act.name).isPositive();
            assertThat(act.ledger.drained()).as("messages taken out of %s at the end", act.name).isPositive();
        }
    }

    /** A queue, or a queue and its dead-letter queue, with its workers. */
    private static final class Act {
        private final String name;
        private final List<CrashQueue> queues;
        private final CrashLedger ledger;
        private final List<CrashWorker> workers = new ArrayList<>();

        private Act(String name, boolean fifo, List<CrashQueue> queues) {
            this.name = name;
            this.queues = queues;
            this.ledger = new CrashLedger(name, fifo, queues.size() > 1 ? MAX_RECEIVES : 0);
        }

        private long count(SqsClient sqs) {
            return queues.stream().mapToLong(queue -> queue.counts(sqs).sum()).sum();
        }
    }
}
