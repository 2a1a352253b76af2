package dev.forebay.server;

import dev.forebay.server.DemoHistory.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What the pictures of all stories are made of: a heading, bars, and a curve over time. */
record DemoDrawing(DemoInk ink) {
    private static final int BAR = 36;
    private static final int CURVE_HEIGHT = 4;
    private static final int CURVE_WIDTH = 64;

    /** Five lines: which act this is, and its caption. */
    List<String> heading(List<List<String>> captions, int act, Duration elapsed) {
        List<String> caption = captions.get(act - 1);
        String where = String.format(Locale.ROOT, "  %d of %d   %d s", act, captions.size(), elapsed.toSeconds());
        return List.of("", ink.dim(where), "  " + ink.bold(caption.get(0)), "  " + caption.get(1), "");
    }

    String label(String name) {
        return "  %-13s".formatted(name);
    }

    String bar(String name, int value, int most, UnaryOperator<String> colour, String meaning) {
        return label(name) + colour.apply(ink.filled(value, most, BAR)) + ink.dim(ink.empty(value, most, BAR))
                + figure(value, meaning);
    }

    /** For what is too few for a bar: a dot each. */
    String dots(String name, int value, String meaning) {
        int shown = Math.min(value, BAR);
        return label(name) + ink.red(ink.dots(shown, shown)) + " ".repeat(BAR - shown) + figure(value, meaning);
    }

    private static String figure(int value, String meaning) {
        return " %,6d ".formatted(value) + meaning;
    }

    static String pace(int perSecond) {
        return perSecond > 0 ? ", " + perSecond + "/s" : "";
    }

    /**
     * How full a queue was over time, and under it where each act began.
     *
     * @param names what stands beside its first two lines
     * @param most  what a full column stands for
     */
    void curve(List<String> lines, List<String> names, List<Moment> past, int most) {
        List<Moment> shown = past.subList(Math.max(0, past.size() - CURVE_WIDTH), past.size());
        for (int row = CURVE_HEIGHT - 1; row >= 0; row--) {
            StringBuilder cells = new StringBuilder();
            for (Moment moment : shown) {
                int eighths = (int) Math.ceilDiv((long) moment.queued() * CURVE_HEIGHT * 8, most);
                cells.append(ink.column(eighths - row * 8));
            }
            int line = CURVE_HEIGHT - 1 - row;
            lines.add(label(line < names.size() ? names.get(line) : "") + ink.yellow(cells.toString().stripTrailing()));
        }
        lines.add(label("") + ink.dim(acts(shown)));
    }

    private String acts(List<Moment> shown) {
        StringBuilder acts = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            boolean begins = i == 0 || shown.get(i - 1).act() != shown.get(i).act();
            acts.append(begins ? (char) ('0' + shown.get(i).act()) : ink.unicode() ? '─' : '-');
        }
        return acts.toString();
    }
}
