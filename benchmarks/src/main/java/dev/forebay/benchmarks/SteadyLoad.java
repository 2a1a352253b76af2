package dev.forebay.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Load at a steady rate, spread evenly over connections. A turn's time counts from when it was due, not from when its connection
 * was free: so a server that stalls is charged with all who had to wait.
 *
 * @param rate turns a second, of all connections together
 */
record SteadyLoad(int port, int connections, double rate) {

    /** Loads for so long and returns the times of turns. */
    Measured run(String what, Duration time, Supplier<Turn> turns) throws IOException, InterruptedException {
        List<Producer> producers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            producers.add(new Producer(new Connection(port), turns.get(), begin + (long) (i * 1e9 / rate), begin + time.toNanos()));
        }
        producers.forEach(Thread::start);
        Latencies all = new Latencies();
        long messages = 0;
        for (Producer producer : producers) {
            producer.join();
            producer.connection.close();
            if (producer.failure != null) {
                throw producer.failure;
            }
            all.add(producer.latencies);
            messages += producer.messages;
        }
        return new Measured(what, messages * 1e9 / time.toNanos(), messages, all);
    }

    private final class Producer extends Thread {
        private final Connection connection;
        private final Turn turn;
        private final long first;
        private final long until;
        private final Latencies latencies = new Latencies();
        private long messages;
        private IOException failure;

        Producer(Connection connection, Turn turn, long first, long until) {
            this.connection = connection;
            this.turn = turn;
            this.first = first;
            this.until = until;
        }

        @Override
        public void run() {
            double between = connections * 1e9 / rate;
            try {
                // Whoever is late catches up, but not beyond the end: then the rate tells that the server did not keep up.
                for (long number = 0, due = first; Math.max(due, System.nanoTime()) < until; due = first + (long) (++number * between)) {
                    for (long ahead; (ahead = due - System.nanoTime()) > 0; ) {
                        LockSupport.parkNanos(ahead);
                    }
                    messages += turn.take(connection);
                    latencies.add(System.nanoTime() - due);
                }
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
