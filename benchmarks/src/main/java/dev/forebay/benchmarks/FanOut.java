package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A topic with ten subscribed queues, from which nobody receives: so what they hold tells what has arrived. */
final class FanOut implements AutoCloseable {
    static final int QUEUES = 10;

    /** The customer whose messages the ten queues get where they have filters. */
    static final String WANTED = "wanted";

    private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(2);

    private final int port;
    private final String topic;
    private final List<String> queues;
    private final LongAdder published;

    private FanOut(int port, String topic, List<String> queues, LongAdder published) {
        this.port = port;
        this.topic = topic;
        this.queues = queues;
        this.published = published;
    }

    /** With no filters. */
    static FanOut open(int port, boolean raw) throws IOException {
        return open(port, "RawMessageDelivery", Boolean.toString(raw));
    }

    /** With filters that let the messages of {@link #WANTED} through. */
    static FanOut filtered(int port) throws IOException {
        return open(port, "RawMessageDelivery", "true", "FilterPolicy", Sns.wants(WANTED));
    }

    private static FanOut open(int port, String... attributes) throws IOException {
        String name = "bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        FanOut made = new FanOut(port, Sns.createTopic(port, name), new ArrayList<>(), new LongAdder());
        try (Connection connection = new Connection(port)) {
            for (int i = 0; i < QUEUES; i++) {
                made.queues.add(Sqs.createQueue(port, name + "-" + i));
                Sns.subscribe(connection, made.topic, Sqs.arn(name + "-" + i), attributes);
            }
        }
        return made;
    }

    /** The same on a server that was started again on another port. */
    FanOut on(int otherPort) {
        return new FanOut(otherPort, topic, queues, published);
    }

    String topic() {
        return topic;
    }

    /**
     * Publishes for the window. Fails unless every copy of all that was published arrives, and no more.
     *
     * @param customer whose messages these are, or empty
     * @return copies that arrived in the queues a second; times are those of publishing
     */
    Measured run(String what, Load load, String customer) throws IOException, InterruptedException {
        Measured measured = ClosedLoop.window(what, port, load, () -> publishing(load.body(), customer), this::arrived);
        awaitAll();
        return measured;
    }

    private Turn publishing(String body, String customer) {
        ByteBuffer request = Sns.publish(topic, body, customer);
        return connection -> {
            connection.call(request);
            published.increment();
            return 1;
        };
    }

    /** Publishes one message, and returns the nanoseconds until it was taken, and until all its copies had arrived. */
    long[] once(String body) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Connection connection = new Connection(port)) {
            publishing(body, WANTED).take(connection);
        }
        long taken = System.nanoTime() - begin;
        awaitAll();
        return new long[] {taken, System.nanoTime() - begin};
    }

    /** Waits until each of the queues holds what was published, and checks that none holds more. */
    private void awaitAll() throws IOException, InterruptedException {
        long expected = published.sum();
        long giveUpAt = System.nanoTime() + ARRIVES_WITHIN.toNanos();
        List<Long> arrived = waiting();
        while (arrived.stream().anyMatch(count -> count < expected) && System.nanoTime() < giveUpAt) {
            Thread.sleep(1);
            arrived = waiting();
        }
        if (arrived.stream().anyMatch(count -> count != expected)) {
            throw new IOException("of " + expected * QUEUES + " copies " + sum(arrived) + " arrived");
        }
    }

    private long arrived() throws IOException {
        return sum(waiting());
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** How many messages each queue holds. */
    private List<Long> waiting() throws IOException {
        List<Long> waiting = new ArrayList<>(queues.size());
        try (Connection connection = new Connection(port)) {
            for (String queue : queues) {
                waiting.add(Sqs.waiting(connection, queue));
            }
        }
        return waiting;
    }

    @Override
    public void close() throws IOException {
        Sns.deleteTopic(port, topic);
        for (String queue : queues) {
            Sqs.deleteQueue(port, queue);
        }
    }
}
