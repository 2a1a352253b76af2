package dev.forebay.benchmarks;

import java.util.Locale;

/** {@code bin/bench http}: durable sends beside what the HTTP server and the wire alone would allow. */
final class HttpBench {
    private final Options options;
    private final Servers servers;
    private final Load load;

    HttpBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
    }

    void run() throws Exception {
        Rounds ceiling = new Rounds();
        Rounds durable = new Rounds();
        for (int round = 0; round < options.number("rounds", 3); round++) {
            try (Server server = servers.constant(options.javaOptions())) {
                ceiling.add("constant", Mode.SEND.run(server.port(), load, 0));
            }
            try (Disk disk = Disk.temporary(); Server server = servers.forebay(disk.folder(), options.javaOptions())) {
                durable.add("durable", Mode.SEND.run(server.port(), load, 0));
            }
        }
        new Table("sqs-send", "/s", "share of the ceiling", "p50", "p99")
                .add("gateway and wire, a constant answer", SqsBench.rate(ceiling.rate()), "100 %",
                        Measured.time(ceiling.p(0.5)), Measured.time(ceiling.p(0.99)))
                .add("durable send", SqsBench.rate(durable.rate()),
                        String.format(Locale.ROOT, "%.0f %%", 100 * durable.rate() / ceiling.rate()),
                        Measured.time(durable.p(0.5)), Measured.time(durable.p(0.99)))
                .publish(options.results("http"));
    }
}
