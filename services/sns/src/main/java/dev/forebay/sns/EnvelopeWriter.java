package dev.forebay.sns;

/**
 * Writes a JSON object as AWS lays out what it sends: a member a line, a blank on both sides of the colon. Receivers that
 * look for text in it, against all advice, find it where they expect it.
 */
final class EnvelopeWriter {
    private static final char DELETE = 0x7f;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out;
    private boolean empty = true;

    EnvelopeWriter(int expectedLength) {
        out = new StringBuilder(expectedLength).append('{');
    }

    EnvelopeWriter member(String name, String value) {
        name(name);
        quote(out, value);
        return this;
    }

    /** Begins a text member and leaves it open: its value and everything after it are the caller's. */
    EnvelopeWriter open(String name) {
        name(name);
        out.append('"');
        return this;
    }

    String text() {
        return out.toString();
    }

    String close() {
        return out.append("\n}").toString();
    }

    private void name(String name) {
        out.append(empty ? "\n  " : ",\n  ");
        empty = false;
        quote(out, name);
        out.append(" : ");
    }

    /** Appends a JSON string. Half a surrogate pair, which no UTF-8 can carry, is escaped like a control character. */
    static void quote(StringBuilder out, String value) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ' && c < DELETE && c != '"' && c != '\\' || c >= DELETE && !isLoneSurrogate(value, i)) {
                continue;
            }
            out.append(value, from, i);
            escape(out, c);
            from = i + 1;
        }
        out.append(value, from, value.length()).append('"');
    }

    private static boolean isLoneSurrogate(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 0xf));
                }
            }
        }
    }
}
