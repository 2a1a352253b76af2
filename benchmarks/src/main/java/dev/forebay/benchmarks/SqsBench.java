package dev.forebay.benchmarks;

import java.util.List;
import java.util.Locale;

/** {@code bin/bench sqs}: durable Forebay beside ElasticMQ in memory. Medians of several rounds. */
final class SqsBench {
    /** Messages that a drain finds, unless one says otherwise. */
    static final long STOCK = 200_000;

    private final Options options;
    private final Servers servers;
    private final Load load;
    private final long stock;

    SqsBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
        this.stock = options.number("stock", STOCK);
    }

    void run() throws Exception {
        List<Mode> modes = options.words().isEmpty() ? Mode.OF_SQS : options.words().stream().map(Mode::of).toList();
        Table table = new Table("mode", "Forebay /s", "ElasticMQ /s", "ratio", "wanted", "Forebay p50", "p99", "p999",
                "ElasticMQ p50", "p99");
        try (Disk disk = Disk.temporary(); Server ours = servers.forebay(disk.folder(), heap()); Server theirs = servers.elasticMq(heap())) {
            SideBySide both = new SideBySide(List.of(ours, theirs), options.number("rounds", 3), load);
            for (Mode mode : modes) {
                row(table, mode, both.measure((server, how) -> mode.run(server.port(), server == ours ? how : how.usual(), stock)));
            }
        }
        table.publish(options.results("sqs"));
    }

    /** The same for both, and enough for a server that keeps its messages there. */
    private String[] heap() {
        return options.flags().containsKey("opts") ? options.javaOptions() : new String[] {"-Xmx4g"};
    }

    private static void row(Table table, Mode mode, List<Rounds> rounds) {
        Rounds ours = rounds.get(0);
        Rounds theirs = rounds.get(1);
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
