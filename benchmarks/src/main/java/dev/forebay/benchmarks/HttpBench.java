package dev.forebay.benchmarks;

import java.util.List;
import java.util.Locale;

/** {@code bin/bench http}: durable sends beside what the HTTP server and the wire alone would allow. */
final class HttpBench {
    private final Options options;

    HttpBench(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        Servers servers = new Servers(options.root());
        List<Rounds> rounds;
        try (Disk disk = Disk.temporary(); Server durable = servers.forebay(disk.folder(), options.javaOptions());
                Server constant = servers.constant(options.javaOptions())) {
            rounds = new SideBySide(List.of(durable, constant), options.number("rounds", 3), options.load(256))
                    .measure((server, how) -> Mode.SEND.run(server.port(), server == durable ? how : how.usual(), 0));
        }
        Rounds sends = rounds.getFirst();
        Rounds ceiling = rounds.getLast();
        new Table("sqs-send", "/s", "share of the ceiling", "p50", "p99")
                .add("gateway and wire, a constant answer", SqsBench.rate(ceiling.rate()), "100 %",
                        Measured.time(ceiling.p(0.5)), Measured.time(ceiling.p(0.99)))
                .add("durable send", SqsBench.rate(sends.rate()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * sends.rate() / ceiling.rate()),
                        Measured.time(sends.p(0.5)), Measured.time(sends.p(0.99)))
                .publish(options.results("http"));
    }
}
