package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code bin/bench sns filters}: whether a publish costs the same with ten filtered subscriptions on its topic and with
 * 100,000. Ten of them match, and have queues; the others' queues do not exist, which subscribing does not ask.
 */
final class SnsFiltersBench {
    private static final List<Integer> SUBSCRIPTIONS = List.of(10, 1_000, 100_000);

    private final Options options;
    private final Servers servers;
    private final Load load;

    SnsFiltersBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
        this.load = options.load(256);
    }

    void run() throws Exception {
        List<Rounds> rounds = new ArrayList<>();
        try (Disk disk = Disk.temporary(); Server server = servers.forebay(disk.folder(), options.javaOptions())) {
            List<FanOut> topics = new ArrayList<>();
            for (int subscriptions : SUBSCRIPTIONS) {
                topics.add(prepare(server.port(), subscriptions));
                rounds.add(new Rounds());
            }
            for (int round = 0; round <= options.number("rounds", 3); round++) {
                for (int i = 0; i < topics.size(); i++) {
                    Measured run = topics.get(i).run("publish", round == 0 ? load : load.warmed(), FanOut.WANTED);
                    if (round > 0) {
                        rounds.get(i).add(name(i), run);
                    }
                }
            }
        }
        Table table = new Table("filtered subscriptions, of which 10 match", "copies /s", "publishes /s", "publish p50", "p99");
        for (int i = 0; i < rounds.size(); i++) {
            SnsBench.row(table, name(i), rounds.get(i), load);
        }
        table.publish(options.results("sns-filters"));
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "%,d", SUBSCRIPTIONS.get(i));
    }

    private FanOut prepare(int port, int subscriptions) throws IOException, InterruptedException {
        FanOut fanOut = FanOut.filtered(port);
        if (subscriptions > FanOut.QUEUES) {
            System.out.println(Subscribers.subscribe(port, load, fanOut.topic(), subscriptions - FanOut.QUEUES).line());
        }
        return fanOut;
    }
}
