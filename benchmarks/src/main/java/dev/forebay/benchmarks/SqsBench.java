package dev.forebay.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code bin/bench sqs}: durable Forebay beside ElasticMQ in memory, one after the other, several rounds, medians. */
final class SqsBench {
    private final Options options;
    private final Servers servers;
    private final Load load;

    SqsBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
    }

    void run() throws Exception {
        List<Mode> modes = options.words().isEmpty() ? Arrays.asList(Mode.values()) : options.words().stream().map(Mode::of).toList();
        Table table = new Table("mode", "Forebay /s", "ElasticMQ /s", "ratio", "wanted", "Forebay p50", "p99", "p999",
                "ElasticMQ p50", "p99");
        for (Mode mode : modes) {
            Rounds ours = new Rounds();
            Rounds theirs = new Rounds();
            for (int round = 0; round < options.number("rounds", 3); round++) {
                ours.add("Forebay", forebay(mode));
                theirs.add("ElasticMQ", elasticMq(mode));
            }
            row(table, mode, ours, theirs);
        }
        table.publish(options.results("sqs"));
    }

    private Measured forebay(Mode mode) throws Exception {
        try (Disk disk = Disk.temporary(); Server server = servers.forebay(disk.folder(), heap())) {
            return mode.run(server.port(), load, stock());
        }
    }

    private Measured elasticMq(Mode mode) throws Exception {
        try (Server server = servers.elasticMq(heap())) {
            return mode.run(server.port(), load, stock());
        }
    }

    /** The same for both, and enough for a server that keeps its messages there. */
    private String[] heap() {
        return options.flags().containsKey("opts") ? options.javaOptions() : new String[] {"-Xmx4g"};
    }

    private long stock() {
        return options.number("stock", 200_000);
    }

    private static void row(Table table, Mode mode, Rounds ours, Rounds theirs) {
        double ratio = ours.rate() / theirs.rate();
        String wanted = mode.target() > 0 ? String.format(Locale.ROOT, "%.1f", mode.target()) : "p50 < 2 ms";
        table.add(mode.text(), rate(ours.rate()), rate(theirs.rate()), String.format(Locale.ROOT, "%.2f", ratio), wanted,
                Measured.time(ours.p(0.5)), Measured.time(ours.p(0.99)), Measured.time(ours.p(0.999)),
                Measured.time(theirs.p(0.5)), Measured.time(theirs.p(0.99)));
    }

    static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }
}
