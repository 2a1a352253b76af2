package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code bin/bench kinesis-replay}: whether producers at a steady rate notice a consumer that reads the whole history, and what that
 * does to the server's heap: without it, with one as fast as AWS would let it (2 MB a second of each shard), and with one as fast as
 * it gets. Medians of several rounds, in turns.
 */
final class ReplayBench {
    private static final int SHARDS = 4;
    private static final int BYTES = 1024;

    /** 400 MB. */
    private static final long STOCK = 400_000;
    private static final long RATE = 1_000;

    /** AWS: 2 MB a second, and whoever got more at once has to wait so long. */
    private static final double AWS_NANOS_OF_BYTE = 1e9 / 2e6;

    private final Options options;
    private final Load load;
    private final int shards;
    private final StreamTurns.Target history;
    private final Kinesis kinesis = new Kinesis(new Cbor());
    private final List<Phase> phases = List.of(new Phase("alone", 0, 0), new Phase("replay at AWS's pace", 1, AWS_NANOS_OF_BYTE),
            new Phase("replay at full speed", 1, 0));

    ReplayBench(Options options) {
        this.options = options;
        this.load = options.load(BYTES);
        this.shards = (int) options.number("shards", SHARDS);
        this.history = new StreamTurns.Target("replay", shards);
    }

    void run() throws Exception {
        try (Disk disk = Disk.temporary(); Server server = new Servers(options.root()).forebay(disk.folder(), options.javaOptions())) {
            Kinesis.createStream(server.port(), history.stream(), shards);
            System.out.println(StreamTurns.fill(server.port(), kinesis, history, load, options.number("stock", STOCK)).line());
            for (int round = 0; round <= options.number("rounds", 3); round++) {
                for (Phase phase : phases) {
                    phase.measure(server, round > 0);
                }
            }
        }
        Table table = new Table("producers", "puts /s", "p50", "p99", "p999", "replayed", "heap, live", "memory");
        phases.forEach(phase -> phase.row(table));
        table.publish(options.results("kinesis-replay"));
    }

    /** What is measured in turns. */
    private final class Phase {
        private final String name;
        private final int readers;
        private final double nanosOfByte;
        private final Rounds rounds = new Rounds();
        private final List<Beside> beside = new ArrayList<>();

        /**
         * @param readers     of each shard
         * @param nanosOfByte time that a reader takes for a byte at least
         */
        Phase(String name, int readers, double nanosOfByte) {
            this.name = name;
            this.readers = readers;
            this.nanosOfByte = nanosOfByte;
        }

        /** The first round warms up and does not count. */
        void measure(Server server, boolean counts) throws IOException, InterruptedException {
            LongAdder read = new LongAdder();
            SteadyLoad steady = new SteadyLoad(server.port(), load.connections(), options.number("rate", RATE));
            Background replay = new Background(server.port(), readers * shards, number -> replaying(number, read));
            Measured producers = steady.run(name, counts ? load.window() : load.warm().plus(load.window()), () -> StreamTurns.put(kinesis, history, load));
            double megabytes = read.sum() * (double) load.bytes() / 1e6;
            replay.end();
            if (counts) {
                rounds.add("Forebay", producers);
                // In this order: a full collection gives memory back.
                double resident = server.residentMegabytes();
                beside.add(new Beside(megabytes * 1e9 / load.window().toNanos(), Heap.liveMegabytes(server), resident));
            }
        }

        private Turn replaying(int number, LongAdder read) {
            Turn reader = new StreamReader(kinesis, history, number, load.bytes());
            return connection -> {
                int records = reader.take(connection);
                read.add(records);
                LockSupport.parkNanos((long) (records * load.bytes() * nanosOfByte));
                return records;
            };
        }

        void row(Table table) {
            table.add(name, SqsBench.rate(rounds.rate()), Measured.time(rounds.p(0.5)), Measured.time(rounds.p(0.99)), Measured.time(rounds.p(0.999)),
                    String.format(Locale.ROOT, "%.0f MB/s", Rounds.median(beside, Beside::replayed)),
                    String.format(Locale.ROOT, "%.0f MB", Rounds.median(beside, Beside::live)),
                    String.format(Locale.ROOT, "%.0f MB", Rounds.median(beside, Beside::resident)));
        }
    }

    /**
     * What else was seen.
     *
     * @param replayed MB a second
     * @param live     MB of heap after a collection
     * @param resident MB of memory
     */
    private record Beside(double replayed, double live, double resident) {}
}
