package dev.forebay.runtime;

import dev.forebay.runtime.Deliveries.Attempt;
import dev.forebay.store.MemoryStore;
import dev.forebay.store.Scan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Deliveries on a store in memory, at a time that the test owns; what is due runs when told, on the calling thread. */
final class Bench implements AutoCloseable {
    static final int AT_A_TIME = 3;
    private static final byte TABLE = 0x70;

    final MemoryStore store = new MemoryStore();
    final List<String> attempts = new ArrayList<>();
    /** What an attempt with this text answers; it is over where nothing is said. */
    final Map<String, Attempt> answers = new HashMap<>();
    long now = 1_000;
    Partitions partitions;
    Deliveries deliveries;
    private Queue queue;
    private long number;

    Bench() {
        open();
    }

    private void open() {
        queue = new Queue();
        partitions = Partitions.open(store);
        deliveries = new Deliveries(partitions, () -> now, queue, TABLE, AT_A_TIME);
    }

    /** What a restart does; a target that is refused is gone. */
    void reopen(Predicate<Long> isThere) {
        open();
        deliveries.recover(place -> isThere.test(place.lane()) ? this::make : null);
    }

    Partition partition() {
        return partitions.get(0);
    }

    /** Owes a text to a target and says so. */
    void owe(long lane, long due, String text) {
        oweSilently(lane, due, text);
        deliveries.wake(partition(), lane, due, this::make);
    }

    /** As if the process ended before it said so. */
    void oweSilently(long lane, long due, String text) {
        long next = number++;
        partition().decide(changes -> {
            deliveries.owe(changes, partition(), lane, due, next, text.getBytes(StandardCharsets.UTF_8));
            return null;
        });
    }

    private long make(byte[] payload, int before) {
        String text = new String(payload, StandardCharsets.UTF_8);
        attempts.add(text);
        return answers.getOrDefault(text, (_, _) -> Attempt.OVER).make(payload, before);
    }

    void forget(long lane) {
        partition().decide(changes -> {
            deliveries.forget(changes, partition(), lane);
            return null;
        });
    }

    /** Runs so many tasks that are due, and returns how many there were. */
    int run(int most) {
        return queue.run(most);
    }

    void settle() {
        assertQuiet(run(10_000));
    }

    private static void assertQuiet(int ran) {
        if (ran == 10_000) {
            throw new AssertionError("it never comes to rest");
        }
    }

    void pass(long millis) {
        now += millis;
        settle();
    }

    int rows() {
        int rows = 0;
        try (Scan scan = store.scan(Keys.of(0, TABLE), Keys.of(0, (byte) (TABLE + 1)))) {
            while (scan.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Override
    public void close() {
        store.close();
    }

    /** Timers that run nothing by themselves. */
    private final class Queue implements Timers {
        private final PriorityQueue<Task> tasks = new PriorityQueue<>();
        private long count;

        @Override
        public Timer at(long millis, Runnable work) {
            Task task = new Task(millis, count++, work);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public void soon(Runnable work) {
            at(Long.MIN_VALUE, work);
        }

        int run(int most) {
            int ran = 0;
            while (ran < most && !tasks.isEmpty() && tasks.peek().at <= now) {
                tasks.remove().work.run();
                ran++;
            }
            return ran;
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }

    private record Task(long at, long number, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }
}
