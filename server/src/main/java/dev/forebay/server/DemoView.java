package dev.forebay.server;

import dev.forebay.server.DemoConsumer.Hands;
import dev.forebay.server.DemoState.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The picture of a moment: caption, bars, consumers, and the curve of the queue. Fits 80 columns and 24 lines. */
final class DemoView {
    private static final int BAR = 36;
    private static final int CURVE_HEIGHT = 4;
    private static final int CURVE_WIDTH = 64;

    private final DemoPlan plan;
    private final DemoInk ink;

    DemoView(DemoPlan plan, DemoInk ink) {
        this.plan = plan;
        this.ink = ink;
    }

    /** As many lines for every state. */
    List<String> lines(DemoState state) {
        List<String> lines = new ArrayList<>();
        List<String> caption = state.act().caption(plan);
        lines.add("");
        lines.add(ink.dim("  " + DemoAct.of(state.act().number()) + "   " + state.elapsed().toSeconds() + " s"));
        lines.add("  " + ink.bold(caption.get(0)));
        lines.add("  " + caption.get(1));
        lines.add("");
        bars(lines, state);
        lines.add("");
        for (int i = 0; i < state.consumers().size(); i++) {
            lines.add(label("consumer " + (i + 1)) + hands(state.consumers().get(i)));
        }
        lines.add("");
        curve(lines, state.past());
        return lines;
    }

    private void bars(List<String> lines, DemoState state) {
        int orders = plan.orders();
        lines.add(bar("shop", state.placed(), orders, ink::cyan, "placed" + pace(state.placedPace())));
        lines.add(bar("queue", state.depth().waiting(), orders, ink::yellow, "waiting"));
        lines.add(bar("in flight", state.depth().inFlight(), orders, ink::yellow, "being worked on"));
        lines.add(letters(state.depth().dead()));
        lines.add(bar("database", state.written(), orders, ink::green, "written" + pace(state.writtenPace())));
    }

    private String bar(String name, int value, int most, UnaryOperator<String> colour, String meaning) {
        return label(name) + colour.apply(ink.filled(value, most, BAR)) + ink.dim(ink.empty(value, most, BAR))
                + " %,6d ".formatted(value) + meaning;
    }

    /** Too few for a bar: a dot each, as in the consumers' hands. */
    private String letters(int dead) {
        int shown = Math.min(dead, BAR);
        return label("dead letters") + ink.red(ink.dots(shown, shown)) + " ".repeat(BAR - shown) + " %,6d set aside".formatted(dead);
    }

    private static String pace(int perSecond) {
        return perSecond > 0 ? ", " + perSecond + "/s" : "";
    }

    private static String label(String name) {
        return "  %-13s".formatted(name);
    }

    private String hands(Hands hands) {
        return switch (hands.doing()) {
            case WAITING -> ink.dim("waits for orders");
            case WORKING -> ink.green(ink.dots(hands.done(), hands.held())) + " ".repeat(DemoQueues.BATCH - hands.held())
                    + "  " + hands.done() + " of " + hands.held() + " written";
            case CRASHED -> ink.red(ink.dots(hands.done(), hands.held()) + "  " + ink.cross() + " crashed");
        };
    }

    /** How full the queue was over time, and under it where each act began. */
    private void curve(List<String> lines, List<Moment> past) {
        List<Moment> shown = past.subList(Math.max(0, past.size() - CURVE_WIDTH), past.size());
        for (int row = CURVE_HEIGHT - 1; row >= 0; row--) {
            StringBuilder cells = new StringBuilder();
            for (Moment moment : shown) {
                int eighths = (int) Math.ceilDiv((long) moment.queued() * CURVE_HEIGHT * 8, plan.orders());
                cells.append(ink.column(eighths - row * 8));
            }
            lines.add(label(row == CURVE_HEIGHT - 1 ? "in the queue" : row == CURVE_HEIGHT - 2 ? "over time" : "")
                    + ink.yellow(cells.toString().stripTrailing()));
        }
        StringBuilder acts = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            boolean begins = i == 0 || shown.get(i - 1).act() != shown.get(i).act();
            acts.append(begins ? (char) ('0' + shown.get(i).act()) : ink.unicode() ? '─' : '-');
        }
        lines.add(label("") + ink.dim(acts.toString()));
    }
}
