package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code bin/bench versus CHECKOUT [MODE ...]}: this build beside that of another checkout, or beside itself with other flags, in short
 * turns. A machine that others use is a third faster in one minute than in the next, so what counts is the quotient of two turns that follow
 * each other.
 */
final class VersusBench {
    private static final long ROUNDS = 9;
    private static final long SECONDS = 3;

    private final Options options;
    private final Path other;
    private final Load load;

    VersusBench(Options options) {
        if (options.words().isEmpty()) {
            throw new IllegalArgumentException("beside which other checkout?");
        }
        this.options = options;
        this.other = Path.of(options.words().getFirst()).toAbsolutePath();
        Load asked = options.load(256);
        this.load = new Load(asked.connections(), asked.bytes(), asked.warm(), Duration.ofSeconds(options.number("seconds", SECONDS)), asked.queues());
    }

    /** One turn: what was measured, and what the server's processors did meanwhile, the lead-in included. */
    private record Taken(Measured measured, double cpuMicros) {}

    void run() throws Exception {
        List<String> modes = options.words().size() > 1 ? options.words().subList(1, options.words().size()) : List.of("sqs-send");
        Table table = new Table("mode", "this /s", "other /s", "ratio", "of CPU", "this p50", "p99", "other p50", "p99");
        String[] flags = options.javaOptions();
        try (Disk here = Disk.temporary(); Disk there = Disk.temporary();
                Server ours = new Servers(options.root()).forebay(here.folder(), options.list("flags"), flags);
                Server theirs = new Servers(other).forebay(there.folder(), options.list("other-flags"), flags)) {
            for (String mode : modes) {
                turn(mode, ours, load);
                turn(mode, theirs, load);
                row(table, mode, List.of(ours, theirs));
            }
        }
        table.publish(options.results("versus"));
    }

    private void row(Table table, String mode, List<Server> servers) throws IOException, InterruptedException {
        List<Taken> ours = new ArrayList<>();
        List<Taken> theirs = new ArrayList<>();
        for (long round = 0; round < options.number("rounds", ROUNDS); round++) {
            // Whoever comes first finds the disk busy with what the other one left; so they change places.
            for (int place = 0; place < 2; place++) {
                boolean mine = (round + place) % 2 == 0;
                (mine ? ours : theirs).add(turn(mode, mine ? servers.getFirst() : servers.getLast(), load.warmed()));
            }
            System.out.printf(Locale.ROOT, "this  %s%nother %s%n", ours.getLast().measured().line(), theirs.getLast().measured().line());
        }
        table.add(mode, SqsBench.rate(median(ours, Measured::rate)), SqsBench.rate(median(theirs, Measured::rate)),
                quotient(ours, theirs, taken -> taken.measured().rate()), quotient(ours, theirs, taken -> taken.cpuMicros() / taken.measured().messages()),
                Measured.time(median(ours, run -> run.p(0.5))), Measured.time(median(ours, run -> run.p(0.99))),
                Measured.time(median(theirs, run -> run.p(0.5))), Measured.time(median(theirs, run -> run.p(0.99))));
    }

    private Taken turn(String mode, Server server, Load how) throws IOException, InterruptedException {
        Duration before = server.cpu();
        Measured measured = mode.startsWith("kinesis") ? KinesisBench.turn(server.port(), mode, how, options)
                : Mode.of(mode).run(server.port(), how, options.number("stock", SqsBench.STOCK));
        return new Taken(measured, server.cpu().minus(before).toNanos() / 1e3);
    }

    private static double median(List<Taken> turns, ToDoubleFunction<Measured> figure) {
        return Rounds.median(turns, turn -> figure.applyAsDouble(turn.measured()));
    }

    /** The median of the quotients of turns that followed each other. */
    private static String quotient(List<Taken> ours, List<Taken> theirs, ToDoubleFunction<Taken> figure) {
        List<Double> quotients = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            quotients.add(figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)));
        }
        return String.format(Locale.ROOT, "%.3f", Rounds.median(quotients, Double::doubleValue));
    }
}
