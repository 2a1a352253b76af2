package dev.forebay.server;

import dev.forebay.server.DemoConsumer.Doing;
import java.io.PrintStream;
import java.time.Duration;

/** Lines one after the other, for files and pipes: each act's caption when it begins, and the counts once a second. */
final class DemoPlainScreen implements DemoScreen {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PrintStream out;
    private final DemoPlan plan;
    private int act;
    private Duration next = Duration.ZERO;

    DemoPlainScreen(PrintStream out, DemoPlan plan) {
        this.out = out;
        this.plan = plan;
    }

    @Override
    public void show(DemoState state) {
        while (act < state.act().number()) {
            DemoAct begins = DemoAct.values()[act++];
            out.println();
            begins.caption(plan).forEach(out::println);
            next = state.elapsed();
        }
        if (state.elapsed().compareTo(next) >= 0) {
            out.println(counts(state));
            next = state.elapsed().plus(EVERY);
        }
    }

    private static String counts(DemoState state) {
        long working = state.consumers().stream().filter(hands -> hands.doing() != Doing.CRASHED).count();
        return "  %3d s  placed %,d  waiting %,d  in flight %,d  set aside %,d  written %,d  consumers %d".formatted(
                state.elapsed().toSeconds(), state.placed(), state.depth().waiting(), state.depth().inFlight(),
                state.depth().dead(), state.written(), working);
    }

    @Override
    public void end() {}
}
