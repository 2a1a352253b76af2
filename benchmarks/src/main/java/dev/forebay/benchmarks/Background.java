package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What goes on beside a measurement until it is ended: threads that take turns, each with a connection of its own. */
final class Background {
    private final List<Worker> workers = new ArrayList<>();
    private volatile boolean over;

    /** Starts so many. */
    Background(int port, int count, IntFunction<Turn> turns) throws IOException {
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(new Connection(port), turns.apply(i)));
        }
        workers.forEach(Thread::start);
    }

    /** Waits for the turns under way. */
    void end() throws IOException, InterruptedException {
        over = true;
        for (Worker worker : workers) {
            worker.join();
            worker.connection.close();
            if (worker.failure != null) {
                throw worker.failure;
            }
        }
    }

    private final class Worker extends Thread {
        private final Connection connection;
        private final Turn turn;
        private IOException failure;

        Worker(Connection connection, Turn turn) {
            this.connection = connection;
            this.turn = turn;
        }

        @Override
        public void run() {
            try {
                int dealt = 0;
                while (!over && dealt >= 0) {
                    dealt = turn.take(connection);
                }
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
