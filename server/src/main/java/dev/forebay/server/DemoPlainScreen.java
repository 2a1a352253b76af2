package dev.forebay.server;

import java.io.PrintStream;
import java.time.Duration;

/** Lines one after the other, for files and pipes: each act's caption when it begins, and the counts once a second. */
final class DemoPlainScreen<S> implements DemoScreen<S> {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final PrintStream out;
    private final DemoView<S> view;
    private int act;
    private Duration next = Duration.ZERO;

    DemoPlainScreen(PrintStream out, DemoView<S> view) {
        this.out = out;
        this.view = view;
    }

    @Override
    public void show(S state) {
        Duration elapsed = view.elapsed(state);
        while (act < view.act(state)) {
            out.println();
            view.captions().get(act++).forEach(out::println);
            next = elapsed;
        }
        if (elapsed.compareTo(next) >= 0) {
            out.println("  %3d s  %s".formatted(elapsed.toSeconds(), view.counts(state)));
            next = elapsed.plus(EVERY);
        }
    }

    @Override
    public void end() {}
}
