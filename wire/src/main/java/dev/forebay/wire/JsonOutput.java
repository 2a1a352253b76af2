package dev.forebay.wire;

import java.nio.charset.StandardCharsets;

/** A growing byte array that knows how JSON spells things in UTF-8. Used by one thread. */
final class JsonOutput extends ByteOutput {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    JsonOutput(int capacity) {
        super(capacity);
    }

    /** One ASCII character as it is. */
    JsonOutput raw(char c) {
        reserve(1);
        bytes[size++] = (byte) c;
        return this;
    }

    JsonOutput raw(byte[] text) {
        return raw(text, 0, text.length);
    }

    JsonOutput ascii(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A quoted string. Half a surrogate pair, which no UTF-8 can say, becomes a question mark. */
    JsonOutput string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(utf8.length + 2);
        bytes[size++] = '"';
        int from = 0;
        int special = JsonText.special(utf8, 0, utf8.length);
        while (special < utf8.length) {
            // The longest escape, and the closing quote.
            reserve(utf8.length - from + 7);
            run(utf8, from, special);
            escape(utf8[special]);
            from = special + 1;
            special = JsonText.special(utf8, from, utf8.length);
        }
        run(utf8, from, special);
        bytes[size++] = '"';
        return this;
    }

    private void run(byte[] text, int from, int to) {
        JsonText.copy(text, from, bytes, size, to - from);
        size += to - from;
    }

    private void escape(byte c) {
        bytes[size++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[size++] = c;
            case '\n' -> bytes[size++] = 'n';
            case '\r' -> bytes[size++] = 'r';
            case '\t' -> bytes[size++] = 't';
            default -> {
                bytes[size++] = 'u';
                bytes[size++] = '0';
                bytes[size++] = '0';
                bytes[size++] = HEX[c >> 4];
                bytes[size++] = HEX[c & 0xF];
            }
        }
    }

    private JsonOutput raw(byte[] text, int from, int to) {
        reserve(to - from);
        System.arraycopy(text, from, bytes, size, to - from);
        size += to - from;
        return this;
    }
}
