package dev.forebay.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A cursor over CBOR. What RFC 8949 does not allow is a {@code SerializationException}; tags say nothing that AWS's model
 * does not say, so they are stepped over. Used by one thread.
 */
final class CborInput {

    /** What stands at the cursor. */
    enum Token { INTEGER, BYTES, TEXT, ARRAY, MAP, FLOAT, TRUE, FALSE, NULL }

    /** As deep as JSON. */
    private static final int MAX_DEPTH = 100;

    private static final int KIND = 0b1110_0000;
    private static final int INFO = 0b0001_1111;

    private final byte[] bytes;
    private int at;
    private int depth;

    CborInput(byte[] bytes) {
        this.bytes = bytes;
    }

    Token peek() {
        while ((head() & KIND) == CborOutput.TAG) {
            argument();
        }
        return switch (head() & KIND) {
            case CborOutput.UNSIGNED, CborOutput.NEGATIVE -> Token.INTEGER;
            case CborOutput.BYTES -> Token.BYTES;
            case CborOutput.TEXT -> Token.TEXT;
            case CborOutput.ARRAY -> Token.ARRAY;
            case CborOutput.MAP -> Token.MAP;
            default -> simple(head() & INFO);
        };
    }

    private static Token simple(int info) {
        return switch (info) {
            case 20 -> Token.FALSE;
            case 21 -> Token.TRUE;
            case 22, 23 -> Token.NULL;
            case 25, 26, 27 -> Token.FLOAT;
            default -> throw invalid();
        };
    }

    /** Steps over a word. */
    void word() {
        at++;
    }

    /** An integer of up to 63 bits and a sign. */
    long integer() {
        boolean negative = (head() & KIND) == CborOutput.NEGATIVE;
        long argument = argument();
        if (argument < 0) {
            throw WireException.serialization("An integer is longer than 64 bits.");
        }
        return negative ? ~argument : argument;
    }

    /** A number with a fraction. */
    double number() {
        int info = head() & INFO;
        long bits = argument();
        return switch (info) {
            case 25 -> Float.float16ToFloat((short) bits);
            case 26 -> Float.intBitsToFloat((int) bits);
            default -> Double.longBitsToDouble(bits);
        };
    }

    /** Steps into an array or map. How many items or pairs it has; negative when a break ends it: see {@link #more}. */
    int open() {
        if (++depth > MAX_DEPTH) {
            throw invalid();
        }
        if ((head() & INFO) == CborOutput.INDEFINITE) {
            at++;
            return -1;
        }
        return size();
    }

    /** Whether an array or map has more, {@code left} being what {@link #open} told, less one for each item since. Leaves it if not. */
    boolean more(int left) {
        boolean ends = left == 0 || left < 0 && head() == CborOutput.BREAK;
        if (ends) {
            depth--;
            at += left < 0 ? 1 : 0;
        }
        return !ends;
    }

    String text() {
        if (isIndefinite()) {
            byte[] joined = chunks(CborOutput.TEXT);
            return utf8(joined, 0, joined.length);
        }
        int length = size();
        at += length;
        return utf8(bytes, at - length, at);
    }

    byte[] bytes() {
        if (isIndefinite()) {
            return chunks(CborOutput.BYTES);
        }
        int length = size();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** The member of that name in a shape, or null; the cursor goes to its value. */
    Member member(Shape shape) {
        requireKey();
        if (isIndefinite()) {
            byte[] name = chunks(CborOutput.TEXT);
            return shape.member(name, 0, name.length);
        }
        int length = size();
        at += length;
        return shape.member(bytes, at - length, at);
    }

    /** The key of a map; the cursor goes to its value. */
    String key() {
        requireKey();
        return text();
    }

    /** Steps over a value of any kind. */
    void skip() {
        switch (peek()) {
            case INTEGER, FLOAT -> argument();
            case BYTES, TEXT -> skipText();
            case TRUE, FALSE, NULL -> word();
            case ARRAY -> {
                for (int left = open(); more(left); left--) {
                    skip();
                }
            }
            case MAP -> {
                for (int left = open(); more(left); left--) {
                    skip();
                    skip();
                }
            }
        }
    }

    boolean isAtEnd() {
        return at == bytes.length;
    }

    private void skipText() {
        if (isIndefinite()) {
            chunks(head() & KIND);
        } else {
            int length = size();
            at += length;
        }
    }

    private void requireKey() {
        if (peek() != Token.TEXT) {
            throw WireException.serialization("The key of a map is not a text.");
        }
    }

    private boolean isIndefinite() {
        return (head() & INFO) == CborOutput.INDEFINITE;
    }

    private byte[] chunks(int kind) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (at++; head() != CborOutput.BREAK; ) {
            if ((head() & KIND) != kind || isIndefinite()) {
                throw invalid();
            }
            int length = size();
            joined.write(bytes, at, length);
            at += length;
        }
        at++;
        return joined.toByteArray();
    }

    /** A length, which cannot be longer than what is left: every item has a byte at least. */
    private int size() {
        long size = argument();
        if (size < 0 || size > bytes.length - at) {
            throw invalid();
        }
        return (int) size;
    }

    private int head() {
        if (at >= bytes.length) {
            throw invalid();
        }
        return bytes[at] & 0xFF;
    }

    /** Steps over a head and gives its argument; as 64 bits without a sign. */
    private long argument() {
        int info = head() & INFO;
        at++;
        if (info < CborOutput.ONE_BYTE) {
            return info;
        }
        int length = 1 << info - CborOutput.ONE_BYTE;
        if (length > Long.BYTES || length > bytes.length - at) {
            throw invalid();
        }
        long argument = 0;
        for (int end = at + length; at < end; at++) {
            argument = argument << 8 | bytes[at] & 0xFF;
        }
        return argument;
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return Utf8.decode(bytes, from, to, () -> WireException.serialization("The body is not UTF-8."));
    }

    private static WireException invalid() {
        return WireException.serialization("The body is not valid CBOR.");
    }
}
