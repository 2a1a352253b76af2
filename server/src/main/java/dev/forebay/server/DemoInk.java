package dev.forebay.server;

import java.nio.charset.Charset;

/**
 * What lines are drawn with.
 *
 * @param colours whether the terminal shows them
 * @param unicode whether it shows more than ASCII
 */
record DemoInk(boolean colours, boolean unicode) {
    private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";

    /** No colours, and what the character set has. */
    static DemoInk plain(Charset charset) {
        return new DemoInk(false, charset.newEncoder().canEncode('█'));
    }

    String bold(String text) {
        return styled("1", text);
    }

    String dim(String text) {
        return styled("2", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    String cyan(String text) {
        return styled("36", text);
    }

    private String styled(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** The filled part of a bar; something that is there at all can be seen. */
    String filled(int value, int most, int width) {
        return (unicode ? "█" : "#").repeat(cells(value, most, width));
    }

    /** The rest of that bar. */
    String empty(int value, int most, int width) {
        return (unicode ? "░" : ".").repeat(width - cells(value, most, width));
    }

    /** The part of a bar after its filled part, of what is yet to come there. */
    String waiting(int value, int also, int most, int width) {
        return (unicode ? "▒" : "+").repeat(cells(value + also, most, width) - cells(value, most, width));
    }

    private static int cells(int value, int most, int width) {
        int cells = (int) Math.min(width, (long) value * width / Math.max(1, most));
        return value > 0 ? Math.max(1, cells) : 0;
    }

    /** One cell of a column that is this many eighths of a cell high. */
    char column(int eighths) {
        int height = Math.clamp(eighths, 0, 8);
        return unicode ? EIGHTHS.charAt(height) : height >= 4 ? '#' : ' ';
    }

    String dots(int done, int held) {
        return unicode ? "●".repeat(done) + "○".repeat(held - done) : "#".repeat(done) + "o".repeat(held - done);
    }

    String tick() {
        return unicode ? "✓" : "ok";
    }

    String cross() {
        return unicode ? "✗" : "x";
    }
}
