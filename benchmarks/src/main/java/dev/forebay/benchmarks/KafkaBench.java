package dev.forebay.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code bin/bench kinesis-kafka}: PutRecords of 500 records to durable Forebay, as CBOR, beside Kafka's own producer with acks=all and
 * batches of 500 to one Kafka broker: once with Kafka's default, which leaves it to the system when data reaches the disk, and once flushed
 * before each acknowledgement, as Forebay does. As many shards as partitions. Medians of several rounds.
 */
final class KafkaBench {
    private static final List<Integer> SIZES = List.of(256, 1024);
    private static final int SHARDS = 4;

    private final Options options;
    private final KafkaBroker kafka;
    private final int shards;

    KafkaBench(Options options) {
        this.options = options;
        this.kafka = new KafkaBroker(options.root());
        this.shards = (int) options.number("shards", SHARDS);
    }

    void run() throws Exception {
        Table table = new Table("bytes of a record", "Forebay /s", "Kafka /s", "ratio", "Kafka, flushed /s", "ratio",
                "Forebay's CPU a record", "Kafka's", "flushed", "records of Kafka's batches");
        Servers servers = new Servers(options.root());
        try (Disk disk = Disk.temporary(); Disk kafkas = Disk.temporary();
                Server ours = servers.forebay(disk.folder(), options.javaOptions()); Server theirs = kafka.start(kafkas.folder())) {
            for (int bytes : SIZES) {
                rounds(ours, theirs, options.load(bytes)).row(table, bytes);
            }
        }
        table.publish(options.results("kinesis-kafka"));
    }

    /** The first round warms up and does not count. */
    private Figures rounds(Server ours, Server theirs, Load load) throws Exception {
        Figures figures = new Figures(new Column(), new Column(), new Column());
        for (int round = 0; round <= options.number("rounds", 3); round++) {
            boolean counts = round > 0;
            figures.forebay.add(counts, "Forebay", forebay(ours, counts ? load.warmed() : load));
            figures.kafka.add(counts, "Kafka", kafka(theirs, load, 0));
            figures.flushed.add(counts, "Kafka, flushed", kafka(theirs, load, 1));
        }
        return figures;
    }

    private Once forebay(Server server, Load load) throws Exception {
        long begin = System.nanoTime();
        double cpu = server.cpu().toNanos();
        Measured run = StreamMode.PUTS_CBOR.run(server.port(), load, shards, 0);
        // All this time the rate was about the one measured.
        double records = run.rate() * (System.nanoTime() - begin) / 1e9;
        return new Once(run.rate(), (server.cpu().toNanos() - cpu) / 1e3 / records, Kinesis.MOST_PUT);
    }

    private Once kafka(Server broker, Load load, int flushed) throws Exception {
        double cpu = broker.cpu().toNanos();
        KafkaBroker.Produced run = kafka.produce(broker, load, shards, flushed, Kinesis.MOST_PUT);
        return new Once(run.rate(), (broker.cpu().toNanos() - cpu) / 1e3 / run.records(), run.batch());
    }

    /**
     * One run.
     *
     * @param rate  records a second
     * @param cpu   microseconds that the server took for each
     * @param batch records of a batch
     */
    private record Once(double rate, double cpu, double batch) {}

    /** The runs of one server. */
    private static final class Column {
        private final List<Once> runs = new ArrayList<>();

        void add(boolean counts, String what, Once once) {
            if (counts) {
                runs.add(once);
                System.out.printf(Locale.ROOT, "%-15s %,9.0f /s   %.2f µs CPU a record, batches of %.0f%n", what, once.rate, once.cpu, once.batch);
            }
        }

        double rate() {
            return Rounds.median(runs, Once::rate);
        }

        String cpu() {
            return String.format(Locale.ROOT, "%.2f µs", Rounds.median(runs, Once::cpu));
        }

        String batch() {
            return String.format(Locale.ROOT, "%.0f", Rounds.median(runs, Once::batch));
        }
    }

    private record Figures(Column forebay, Column kafka, Column flushed) {

        void row(Table table, int bytes) {
            table.add(Integer.toString(bytes), SqsBench.rate(forebay.rate()), SqsBench.rate(kafka.rate()), ratio(kafka),
                    SqsBench.rate(flushed.rate()), ratio(flushed), forebay.cpu(), kafka.cpu(), flushed.cpu(), kafka.batch());
        }

        private String ratio(Column peer) {
            return String.format(Locale.ROOT, "%.2f", forebay.rate() / peer.rate());
        }
    }
}
