package dev.forebay.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code bin/bench sns}: a topic with ten queues, durable, in three flavours: raw messages, envelopes without a signature,
 * signed envelopes. The servers run all the time and are loaded in turns. Medians of several rounds.
 */
final class SnsBench {
    private static final String UNSIGNED = "--sns-sign-for-queues=false";

    private final Options options;
    private final Servers servers;
    private final Load load;

    private SnsBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
    }

    /** Which part the first word names; without one, the flavours. */
    static void run(Options options) throws Exception {
        switch (options.words().isEmpty() ? "" : options.words().getFirst()) {
            case "" -> new SnsBench(options).flavours();
            case "filters" -> new SnsFiltersBench(options).run();
            case "scale" -> new SnsScaleBench(options).run();
            case String other -> throw new IllegalArgumentException("which part of sns? none, filters or scale; not '" + other + "'");
        }
    }

    private void flavours() throws Exception {
        List<Flavour> flavours = new ArrayList<>();
        try (Disk plain = Disk.temporary(); Disk disk = Disk.temporary();
                Server unsigned = servers.forebay(plain.folder(), List.of(UNSIGNED), options.javaOptions());
                Server signed = servers.forebay(disk.folder(), options.javaOptions())) {
            flavours.add(new Flavour("raw", Mode.FAN_OUT_RAW, unsigned, new Rounds()));
            flavours.add(new Flavour("envelope, unsigned", Mode.FAN_OUT, unsigned, new Rounds()));
            flavours.add(new Flavour("envelope, signed", Mode.FAN_OUT, signed, new Rounds()));
            for (int round = 0; round <= options.number("rounds", 3); round++) {
                for (Flavour flavour : flavours) {
                    flavour.measure(load, round);
                }
            }
        }
        Table table = new Table("sns-fanout, 10 queues", "copies /s", "publishes /s", "publish p50", "p99");
        flavours.forEach(flavour -> row(table, flavour.name, flavour.rounds, load));
        table.publish(options.results("sns"));
    }

    /** Copies are those that arrived, publishes those that were answered: who publishes faster than copies arrive has to wait in time. */
    static void row(Table table, String name, Rounds rounds, Load load) {
        double seconds = load.window().toNanos() / 1e9;
        table.add(name, SqsBench.rate(rounds.rate()), SqsBench.rate(rounds.median(run -> run.messages() / seconds)),
                Measured.time(rounds.p(0.5)), Measured.time(rounds.p(0.99)));
    }

    private record Flavour(String name, Mode mode, Server server, Rounds rounds) {

        /** The first round warms up and does not count. */
        void measure(Load load, int round) throws Exception {
            Measured run = mode.run(server.port(), round == 0 ? load : load.warmed(), 0);
            if (round > 0) {
                rounds.add(name, run);
            }
        }
    }
}
