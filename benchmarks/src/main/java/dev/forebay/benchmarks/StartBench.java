package dev.forebay.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code bin/bench start}: from process start to the first answered request, with the start-up cache and without. */
final class StartBench {
    private static final Duration SETTLED_AFTER = Duration.ofSeconds(3);

    private final Options options;
    private final Servers servers;

    StartBench(Options options) {
        this.options = options;
        this.servers = new Servers(options.root());
    }

    void run() throws Exception {
        Figures with = new Figures(new ArrayList<>(), new ArrayList<>());
        Figures without = new Figures(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < options.number("rounds", 7); round++) {
            with.add("with cache", once());
            without.add("without cache", once("-XX:AOTMode=off"));
        }
        new Table("start", "first answer", "wanted", "idle memory", "wanted")
                .add("with the start-up cache", with.start(), "< 400 ms", with.memory(), "< 120 MB")
                .add("without", without.start(), "< 1000 ms", without.memory(), "")
                .publish(options.results("start"));
    }

    private Once once(String... javaOptions) throws IOException, InterruptedException {
        try (Disk disk = Disk.temporary()) {
            int port = Server.freePort();
            ProcessBuilder command = Server.launch(servers.forebayCommand(port, disk.folder(), javaOptions));
            long begin = System.nanoTime();
            try (Server server = new Server("Forebay", command.start(), port)) {
                server.awaitAnswer(Server.Knock.SQS);
                double millis = (System.nanoTime() - begin) / 1e6;
                Thread.sleep(SETTLED_AFTER);
                return new Once(millis, server.residentMegabytes());
            }
        }
    }

    private record Once(double millis, double megabytes) {}

    private record Figures(List<Double> starts, List<Double> memories) {

        void add(String what, Once once) {
            System.out.printf(Locale.ROOT, "%-14s %,.0f ms to the first answer, %,.0f MB idle%n", what, once.millis(), once.megabytes());
            starts.add(once.millis());
            memories.add(once.megabytes());
        }

        String start() {
            return String.format(Locale.ROOT, "%.0f ms", median(starts));
        }

        String memory() {
            return String.format(Locale.ROOT, "%.0f MB", median(memories));
        }

        private static double median(List<Double> figures) {
            return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
        }
    }
}
