package dev.forebay.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * A cursor over JSON in UTF-8. Strict: what RFC 8259 does not allow is a {@code SerializationException}. Used by one
 * thread.
 *
 * <p>Design note: our own, since a message body should be copied, not looked at char by char. Against Jackson's parser
 * it takes half the time for bodies up to 64 KiB (docs/wire.md), a third more for bodies that are mostly escapes.
 * {@code JsonInputTest} compares what the two read.
 */
final class JsonInput {

    /** What stands at the cursor. */
    enum Token { OBJECT, ARRAY, STRING, INTEGER, FRACTION, TRUE, FALSE, NULL }

    /** DynamoDB's documents are the deepest that AWS takes, 32 levels of two braces each. */
    private static final int MAX_DEPTH = 100;

    /** No number in AWS's models has more digits than this. */
    private static final int MAX_NUMBER_CHARS = 100;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private int at;
    private int depth;

    /** The end of the number or word that {@link #peek} has found. */
    private int end;

    JsonInput(byte[] bytes) {
        this.bytes = bytes;
    }

    Token peek() {
        return switch (next()) {
            case '{' -> Token.OBJECT;
            case '[' -> Token.ARRAY;
            case '"' -> Token.STRING;
            case 't' -> word(TRUE, Token.TRUE);
            case 'f' -> word(FALSE, Token.FALSE);
            case 'n' -> word(NULL, Token.NULL);
            default -> number();
        };
    }

    /** Steps over the number or word that {@link #peek} has found, and gives its text. */
    String scalar() {
        String text = new String(bytes, at, end - at, StandardCharsets.ISO_8859_1);
        at = end;
        return text;
    }

    /** Steps into an object or array; whether anything is in it. */
    boolean open() {
        if (++depth > MAX_DEPTH) {
            throw invalid();
        }
        // An object ends two characters after it begins in ASCII, an array as well.
        byte close = (byte) (bytes[at++] + 2);
        return !closes(close);
    }

    /** Steps to the next member of an object ('}') or item of an array (']'), or behind its end. */
    boolean more(char close) {
        if (closes((byte) close)) {
            return false;
        }
        expect(',');
        return true;
    }

    /** The member of that name in a shape, or null; the cursor goes to its value. */
    Member member(Shape shape) {
        if (next() != '"') {
            throw invalid();
        }
        int start = at + 1;
        int stop = JsonText.special(bytes, start, bytes.length);
        if (stop < bytes.length && bytes[stop] == '"') {
            at = stop + 1;
            expect(':');
            return shape.member(bytes, start, stop);
        }
        byte[] name = key().getBytes(StandardCharsets.UTF_8);
        return shape.member(name, 0, name.length);
    }

    /** The key of a map; the cursor goes to its value. */
    String key() {
        if (next() != '"') {
            throw invalid();
        }
        String key = string();
        expect(':');
        return key;
    }

    String string() {
        int start = ++at;
        int stop = JsonText.special(bytes, start, bytes.length);
        if (stop == bytes.length) {
            throw invalid();
        }
        if (bytes[stop] == '"') {
            at = stop + 1;
            return text(bytes, start, stop);
        }
        return unescaped(start, stop);
    }

    /**
     * The bytes that a string of base64 spells, read where it lies.
     *
     * @throws IllegalArgumentException when it spells none
     */
    byte[] base64() {
        int start = at + 1;
        int stop = JsonText.special(bytes, start, bytes.length);
        if (stop == bytes.length || bytes[stop] != '"') {
            return Base64.getDecoder().decode(string()); // some clients escape slashes
        }
        at = stop + 1;
        ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, start, stop - start));
        boolean full = decoded.limit() == decoded.array().length;
        return full ? decoded.array() : Arrays.copyOf(decoded.array(), decoded.limit());
    }

    /** Steps over a value of any kind. */
    void skip() {
        switch (peek()) {
            case OBJECT -> {
                for (boolean more = open(); more; more = more('}')) {
                    key();
                    skip();
                }
            }
            case ARRAY -> {
                for (boolean more = open(); more; more = more(']')) {
                    skip();
                }
            }
            case STRING -> string();
            case INTEGER, FRACTION, TRUE, FALSE, NULL -> at = end;
        }
    }

    /** Whether nothing but space is left. */
    boolean isAtEnd() {
        space();
        return at == bytes.length;
    }

    private boolean closes(byte close) {
        if (next() != close) {
            return false;
        }
        at++;
        depth--;
        return true;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw invalid();
        }
        at++;
    }

    /** The next byte that is not space, still to be read. */
    private byte next() {
        space();
        if (at == bytes.length) {
            throw invalid();
        }
        return bytes[at];
    }

    private void space() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private Token word(byte[] word, Token token) {
        end = at + word.length;
        if (end > bytes.length || !Arrays.equals(bytes, at, end, word, 0, word.length)) {
            throw invalid();
        }
        return token;
    }

    private Token number() {
        int i = bytes[at] == '-' ? at + 1 : at;
        int whole = digits(i);
        if (whole == i || bytes[i] == '0' && whole > i + 1) {
            throw invalid();
        }
        i = whole;
        if (i < bytes.length && bytes[i] == '.') {
            i = someDigits(i + 1);
        }
        if (i < bytes.length && (bytes[i] == 'e' || bytes[i] == 'E')) {
            boolean signed = i + 1 < bytes.length && (bytes[i + 1] == '+' || bytes[i + 1] == '-');
            i = someDigits(signed ? i + 2 : i + 1);
        }
        end = i;
        if (end - at > MAX_NUMBER_CHARS) {
            throw invalid();
        }
        return end == whole ? Token.INTEGER : Token.FRACTION;
    }

    private int someDigits(int from) {
        int to = digits(from);
        if (to == from) {
            throw invalid();
        }
        return to;
    }

    private int digits(int from) {
        int i = from;
        while (i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    /** The string with its escapes resolved, the first special character being at {@code stop}. */
    private String unescaped(int start, int stop) {
        // Grows with the text: what is left of the body may be much longer than this string.
        byte[] plain = new byte[2 * (stop - start) + 64];
        int size = 0;
        int from = start;
        int i = stop;
        while (i < bytes.length && bytes[i] == '\\') {
            int run = i - from;
            if (plain.length - size < run + 4) {
                plain = Arrays.copyOf(plain, Math.max(2 * plain.length, size + run + 4));
            }
            JsonText.copy(bytes, from, plain, size, run);
            size += run;
            if (i + 1 == bytes.length) {
                throw invalid();
            }
            int point = escaped(i);
            size += utf8(point, plain, size);
            from = i + (bytes[i + 1] != 'u' ? 2 : point > Character.MAX_VALUE ? 12 : 6);
            i = JsonText.special(bytes, from, bytes.length);
        }
        if (i == bytes.length || bytes[i] != '"') {
            throw invalid();
        }
        at = i + 1;
        byte[] whole = Arrays.copyOf(plain, size + i - from);
        System.arraycopy(bytes, from, whole, size, i - from);
        return text(whole, 0, whole.length);
    }

    /** The code point that the escape spells. */
    private int escaped(int escape) {
        byte letter = bytes[escape + 1];
        return letter == 'u' ? point(escape, bytes.length) : plain(letter);
    }

    private static byte plain(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> throw invalid();
        };
    }

    /** The code point that one or two {@code \\uXXXX} spell. Half a pair is no text, so it is refused. */
    private int point(int escape, int stop) {
        char first = hex(escape, stop);
        if (!Character.isSurrogate(first)) {
            return first;
        }
        boolean follows = escape + 7 < stop && bytes[escape + 6] == '\\' && bytes[escape + 7] == 'u';
        char second = follows ? hex(escape + 6, stop) : 0;
        if (!Character.isSurrogatePair(first, second)) {
            throw invalid();
        }
        return Character.toCodePoint(first, second);
    }

    private char hex(int escape, int stop) {
        if (escape + 6 > stop) {
            throw invalid();
        }
        int value = 0;
        for (int i = escape + 2; i < escape + 6; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                throw invalid();
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** Writes a code point and returns how many bytes it took. */
    private static int utf8(int point, byte[] to, int size) {
        if (point < 0x80) {
            to[size] = (byte) point;
            return 1;
        }
        byte[] encoded = Character.toString(point).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, to, size, encoded.length);
        return encoded.length;
    }

    private static String text(byte[] bytes, int from, int to) {
        return Utf8.decode(bytes, from, to, () -> WireException.serialization("The body is not UTF-8."));
    }

    private static WireException invalid() {
        // Where and why would be kind, but would also quote what is not ours.
        return WireException.serialization("The body is not valid JSON.");
    }
}
