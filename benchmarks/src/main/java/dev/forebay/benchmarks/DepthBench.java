package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bin/bench depth}: whether send, receive and delete cost the same with few messages waiting and with many. */
final class DepthBench {
    private static final long FEW = 10;

    private final Options options;
    private final Servers servers;
    private final Load load;

    DepthBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
    }

    void run() throws Exception {
        long many = options.number("backlog", 1_000_000);
        Depth shallow = new Depth(FEW);
        Depth deep = new Depth(many);
        try (Disk disk = Disk.temporary(); Server server = servers.forebay(disk.folder(), options.javaOptions())) {
            shallow.prepare(server.port());
            deep.prepare(server.port());
            for (int round = 0; round < options.number("rounds", 3); round++) {
                shallow.measure(server.port());
                deep.measure(server.port());
            }
        }
        Table table = new Table("messages waiting", "cycles /s", "send p50", "p99", "receive p50", "p99", "delete p50", "p99");
        shallow.row(table);
        deep.row(table);
        table.publish(options.results("depth"));
        System.out.printf(Locale.ROOT, "Rate at %,d beside %,d: %.2f%n", many, FEW, deep.cycles.rate() / shallow.cycles.rate());
    }

    /** A queue with a backlog that stays as deep as it is, since each turn sends one and takes one. */
    private final class Depth {
        private final long messages;
        private final Rounds cycles = new Rounds();
        private final List<Rounds> steps = List.of(new Rounds(), new Rounds(), new Rounds());
        private String queue;

        Depth(long messages) {
            this.messages = messages;
        }

        void prepare(int port) throws IOException, InterruptedException {
            queue = Sqs.createQueue(port, "depth-" + messages);
            System.out.println(Stock.fill(port, load, queue, messages).line());
        }

        void measure(int port) throws IOException, InterruptedException {
            List<Cycle> turns = new ArrayList<>();
            Measured cycle = ClosedLoop.window("cycle", port, load, () -> {
                Cycle turn = new Cycle(queue, load);
                turns.add(turn);
                return turn;
            });
            String depth = String.format(Locale.ROOT, "%,d", messages);
            cycles.add(depth, cycle);
            for (int step = 0; step < steps.size(); step++) {
                Latencies all = new Latencies();
                for (Cycle turn : turns) {
                    all.add(turn.latencies.get(step));
                }
                steps.get(step).add(depth, new Measured("  " + Cycle.STEPS.get(step), cycle.rate(), cycle.messages(), all));
            }
        }

        void row(Table table) {
            List<String> cells = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d", messages), SqsBench.rate(cycles.rate())));
            for (Rounds step : steps) {
                cells.add(Measured.time(step.p(0.5)));
                cells.add(Measured.time(step.p(0.99)));
            }
            table.add(cells.toArray(String[]::new));
        }
    }

    /** Send, receive, delete, each timed; the warm-up is in these times, as it is the same for all depths. */
    private static final class Cycle implements Turn {
        static final List<String> STEPS = List.of("send", "receive", "delete");

        private final ByteBuffer send;
        private final ByteBuffer receive;
        private final Deletion deletion;
        private final List<Latencies> latencies = List.of(new Latencies(), new Latencies(), new Latencies());

        Cycle(String queue, Load load) {
            send = Sqs.send(queue, load.body());
            receive = Sqs.receive(queue, 1, 1);
            deletion = new Deletion(queue);
        }

        @Override
        public int take(Connection connection) throws IOException {
            long begin = System.nanoTime();
            connection.call(send);
            long sent = System.nanoTime();
            Body received = connection.call(receive);
            long got = System.nanoTime();
            int deleted = deletion.one(connection, received);
            long gone = System.nanoTime();
            latencies.get(0).add(sent - begin);
            latencies.get(1).add(got - sent);
            latencies.get(2).add(gone - got);
            return deleted;
        }
    }
}
