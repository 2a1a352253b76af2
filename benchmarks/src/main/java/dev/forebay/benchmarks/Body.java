package dev.forebay.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer's JSON, CBOR or XML, searched as bytes where it lies. Valid until its connection's next call. */
record Body(byte[] bytes, int from, int to) {

    /** A member's name with its quotes, to be found by {@link #next}. */
    static byte[] member(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Where the text value of a member begins.
     *
     * @param after where to start to look
     * @return the offset of the value's first character, or -1
     */
    int next(byte[] member, int after) {
        int value = find(member, after);
        while (value >= 0 && bytes[value] != '"') {
            value++;
        }
        return value < 0 ? -1 : value + 1;
    }

    /** Where the first of these bytes end, looked for from an offset on, or -1. */
    int find(byte[] what, int after) {
        for (int at = after; at <= to - what.length; at++) {
            if (bytes[at] == what[0] && matches(what, at)) {
                return at + what.length;
            }
        }
        return -1;
    }

    private boolean matches(byte[] what, int at) {
        for (int i = 1; i < what.length; i++) {
            if (bytes[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }

    /** The end of a value that begins there and has no escapes. */
    int end(int value) {
        int at = value;
        while (bytes[at] != '"') {
            at++;
        }
        return at;
    }

    /** A member's value, for what is not counted in microseconds. */
    Optional<String> value(String name) {
        int value = next(member(name), from);
        return value < 0 ? Optional.empty()
                : Optional.of(new String(bytes, value, end(value) - value, StandardCharsets.US_ASCII).replace("\\/", "/"));
    }

    /** What the first XML element of this name holds. */
    Optional<String> element(String name) {
        String text = text();
        String tag = "<" + name + ">";
        int begin = text.indexOf(tag) + tag.length();
        return begin < tag.length() ? Optional.empty() : Optional.of(text.substring(begin, text.indexOf("</" + name + ">", begin)));
    }

    String text() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
