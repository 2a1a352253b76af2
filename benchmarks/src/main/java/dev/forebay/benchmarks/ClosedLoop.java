package dev.forebay.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Load in a closed loop: each connection takes its next turn when its last one is through. A thread a connection, for
 * blocking reads cost the least CPU, which the server shares.
 */
final class ClosedLoop {
    /** Until all connections are at work. */
    private static final Duration LEAD_IN = Duration.ofMillis(500);

    private final int port;
    private final Load load;
    private final List<Worker> workers = new ArrayList<>();
    private volatile long from = Long.MAX_VALUE;
    private volatile long until = Long.MAX_VALUE;
    private final LongAdder turnsTaken = new LongAdder();
    private volatile IOException failure;

    private ClosedLoop(int port, Load load) {
        this.port = port;
        this.load = load;
    }

    /** Warms up, measures for the window, and stops. */
    static Measured window(String what, int port, Load load, Supplier<Turn> turns) throws IOException, InterruptedException {
        ClosedLoop loop = new ClosedLoop(port, load).start(turns);
        loop.window(() -> 0);
        return loop.measured(what, loop.until - loop.from);
    }

    /**
     * The same, where the rate is not that of the turns: something else is read at the beginning and at the end of the window.
     * Times are of turns nonetheless.
     */
    static Measured window(String what, int port, Load load, Supplier<Turn> turns, Gauge gauge) throws IOException, InterruptedException {
        ClosedLoop loop = new ClosedLoop(port, load).start(turns);
        long counted = loop.window(gauge);
        Measured turned = loop.measured(what, loop.until - loop.from);
        return new Measured(what, counted * 1e9 / (loop.until - loop.from), turned.messages(), turned.latencies());
    }

    /** Returns what the gauge gained. */
    private long window(Gauge gauge) throws IOException, InterruptedException {
        Warmth.await(load.warm(), turnsTaken::sum);
        Thread.sleep(LEAD_IN);
        long before = gauge.read();
        from = System.nanoTime();
        Thread.sleep(load.window());
        long after = gauge.read();
        until = System.nanoTime();
        end();
        return after - before;
    }

    /** Warms up only. */
    static void warm(int port, Load load, Supplier<Turn> turns) throws IOException, InterruptedException {
        if (load.warm().isZero()) {
            return;
        }
        ClosedLoop loop = new ClosedLoop(port, load).start(turns);
        Warmth.await(load.warm(), loop.turnsTaken::sum);
        loop.until = System.nanoTime();
        loop.end();
    }

    /** Measures until every turn is over, for a given amount of work. */
    static Measured toTheEnd(String what, int port, Load load, Supplier<Turn> turns) throws IOException, InterruptedException {
        ClosedLoop loop = new ClosedLoop(port, load);
        loop.from = System.nanoTime();
        loop.start(turns).end();
        long last = loop.workers.stream().mapToLong(worker -> worker.last).max().orElse(loop.from);
        return loop.measured(what, last - loop.from);
    }

    private ClosedLoop start(Supplier<Turn> turns) throws IOException {
        for (int i = 0; i < load.connections(); i++) {
            workers.add(new Worker(new Connection(port), turns.get()));
        }
        workers.forEach(Thread::start);
        return this;
    }

    private void end() throws IOException, InterruptedException {
        for (Worker worker : workers) {
            // Nobody waits longer: what hangs so long is a failure of the run.
            worker.join(Duration.ofMinutes(10));
            worker.connection.close();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Measured measured(String what, long nanos) {
        Latencies all = new Latencies();
        workers.forEach(worker -> all.add(worker.latencies));
        long messages = workers.stream().mapToLong(worker -> worker.messages).sum();
        return new Measured(what, messages * 1e9 / nanos, messages, all);
    }

    /** A count that a server keeps. */
    interface Gauge {
        long read() throws IOException;
    }

    private final class Worker extends Thread {
        private final Connection connection;
        private final Turn turn;
        private final Latencies latencies = new Latencies();
        private long messages;
        private long last;

        Worker(Connection connection, Turn turn) {
            this.connection = connection;
            this.turn = turn;
        }

        @Override
        public void run() {
            try {
                for (long begin = System.nanoTime(); begin < until; ) {
                    int dealt = turn.take(connection);
                    long end = System.nanoTime();
                    if (dealt < 0) {
                        return;
                    }
                    turnsTaken.increment();
                    // Turns that began before count too: a slow server may end none that began and ended within.
                    if (dealt > 0 && end >= from && end <= until) {
                        messages += dealt;
                        latencies.add(end - begin);
                        last = end;
                    }
                    begin = end;
                }
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
