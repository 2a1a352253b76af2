package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The queues under load, who loads them, and what was promised of each. Outlives the servers. */
final class CrashScene {
    private static final int MAX_RECEIVES = 3;
    private static final int LONGEST_DELAY_SECONDS = 1;
    private static final int GROUPS = 8;
    private static final Predicate<String> NONE = key -> false;
    /** Every tenth message, whoever sent it, is one that nobody can work off. */
    private static final Predicate<String> POISON = key -> Math.floorMod(key.hashCode(), 10) == 0;

    private final Random random;
    private final List<Act> acts = new ArrayList<>();

    /** Makes the queues. */
    CrashScene(SqsClient sqs, Random random) {
        this.random = random;
        plain(sqs);
        groupedAndDelayed(sqs);
        fifo(sqs, "by-content.fifo", true);
        fifo(sqs, "by-id.fifo", false);
        failing(sqs);
    }

    private void plain(SqsClient sqs) {
        Act act = new Act("plain", false, List.of(CrashQueue.standard("plain")));
        String url = act.queues.getFirst().url(sqs);
        act.workers.add(new CrashProducer("a", url, act.ledger, random(), 0, 0));
        act.workers.add(new CrashProducer("b", url, act.ledger, random(), 0, 0));
        addConsumers(act, url, false, NONE);
    }

    private void groupedAndDelayed(SqsClient sqs) {
        Act act = new Act("grouped-and-delayed", false, List.of(CrashQueue.standard("grouped-and-delayed")));
        String url = act.queues.getFirst().url(sqs);
        act.workers.add(new CrashProducer("a", url, act.ledger, random(), LONGEST_DELAY_SECONDS, GROUPS));
        act.workers.add(new CrashProducer("b", url, act.ledger, random(), LONGEST_DELAY_SECONDS, GROUPS));
        addConsumers(act, url, false, NONE);
    }

    private void fifo(SqsClient sqs, String name, boolean byContent) {
        Act act = new Act(name, true, List.of(CrashQueue.fifo(name, byContent)));
        String url = act.queues.getFirst().url(sqs);
        act.workers.add(new CrashFifoProducer("a", url, act.ledger, random(), GROUPS, byContent));
        act.workers.add(new CrashFifoProducer("b", url, act.ledger, random(), GROUPS, byContent));
        addConsumers(act, url, true, NONE);
    }

    /** Messages that nobody can work off go to another queue, which nobody touches until the end. */
    private void failing(SqsClient sqs) {
        CrashQueue dead = CrashQueue.standard("dead");
        String deadUrl = dead.url(sqs);
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(deadUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes().get(QueueAttributeName.QUEUE_ARN);
        CrashQueue work = CrashQueue.standard("work").withDeadLetters(arn, MAX_RECEIVES);
        Act act = new Act("work, dead", false, List.of(work, dead));
        String url = work.url(sqs);
        act.workers.add(new CrashProducer("a", url, act.ledger, random(), 0, 0));
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
            text.append("%-20s %6d sent, %6d deleted, %5d taken out at the end, %4d repeated%n"
                    .formatted(act.name, ledger.sends(), ledger.deletes(), ledger.drained(), ledger.repetitions()));
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
            this.ledger = new CrashLedger(name, fifo);
        }

        private long count(SqsClient sqs) {
            return queues.stream().mapToLong(queue -> queue.counts(sqs).sum()).sum();
        }
    }
}
