package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * {@code bin/bench kinesis}, {@code kinesis-put}, {@code kinesis-puts}, {@code kinesis-get}: durable Forebay beside kinesalite and
 * kinesis-local, both in memory. Medians of several rounds.
 */
final class KinesisBench {
    private static final int SERVERS = 3;
    private static final int SHARDS = 4;
    private static final long STOCK = 200_000;

    private final Options options;
    private final Load load;
    private final List<StreamMode> modes;

    private KinesisBench(Options options, List<StreamMode> modes) {
        this.options = options;
        this.load = options.load(256);
        this.modes = modes;
    }

    /** What the word says; more words name single modes of {@code kinesis}. */
    static void run(String word, Options options) throws Exception {
        List<String> names = word.equals("kinesis") && !options.words().isEmpty() ? options.words() : List.of(word);
        new KinesisBench(options, names.stream().flatMap(name -> StreamMode.of(name).stream()).toList()).run(word);
    }

    /** Loads a server that runs already. */
    static void load(int port, String word, Options options) throws Exception {
        for (StreamMode mode : StreamMode.of(word)) {
            System.out.println(turn(port, mode, options.load(256), options).line());
        }
    }

    /** One turn of the mode that a word names. */
    static Measured turn(int port, String word, Load load, Options options) throws IOException, InterruptedException {
        return turn(port, StreamMode.of(word).getFirst(), load, options);
    }

    private static Measured turn(int port, StreamMode mode, Load load, Options options) throws IOException, InterruptedException {
        return mode.run(port, load, (int) options.number("shards", SHARDS), options.number("stock", STOCK));
    }

    private void run(String name) throws Exception {
        Table table = new Table("mode", "Forebay /s", "kinesalite /s", "kinesis-local /s", "ratio to the faster", "Forebay p50", "p99",
                "kinesalite p50", "p99", "kinesis-local p50", "p99");
        Servers servers = new Servers(options.root());
        NodePeers peers = new NodePeers(options.root());
        try (Disk disk = Disk.temporary(); Server ours = servers.forebay(disk.folder(), options.javaOptions());
                Server kinesalite = peers.kinesalite(); Server kinesisLocal = peers.kinesisLocal()) {
            SideBySide all = new SideBySide(List.of(ours, kinesalite, kinesisLocal), options.number("rounds", 3), load);
            for (StreamMode mode : modes) {
                row(table, mode, all.first(1 + mode.peers()).measure((server, how) -> turn(server.port(), mode, how, options)));
            }
        }
        table.publish(options.results(name));
    }

    private static void row(Table table, StreamMode mode, List<Rounds> all) {
        OptionalDouble fasterPeer = all.stream().skip(1).mapToDouble(Rounds::rate).max();
        List<String> cells = new ArrayList<>(List.of(mode.text()));
        for (int i = 0; i < SERVERS; i++) {
            cells.add(i < all.size() ? SqsBench.rate(all.get(i).rate()) : "");
        }
        cells.add(fasterPeer.isPresent() ? String.format(Locale.ROOT, "%.2f", all.getFirst().rate() / fasterPeer.getAsDouble()) : "");
        for (int i = 0; i < SERVERS; i++) {
            cells.add(i < all.size() ? Measured.time(all.get(i).p(0.5)) : "");
            cells.add(i < all.size() ? Measured.time(all.get(i).p(0.99)) : "");
        }
        table.add(cells.toArray(String[]::new));
    }
}
