package dev.forebay.wire;

import java.nio.charset.StandardCharsets;

/** A growing byte array that knows how CBOR spells things. Used by one thread. */
final class CborOutput extends ByteOutput {

    static final int UNSIGNED = 0 << 5;
    static final int NEGATIVE = 1 << 5;
    static final int BYTES = 2 << 5;
    static final int TEXT = 3 << 5;
    static final int ARRAY = 4 << 5;
    static final int MAP = 5 << 5;
    static final int TAG = 6 << 5;
    static final int SIMPLE = 7 << 5;

    /** In the low bits of a head: how many bytes the argument has, or that it ends with a break. */
    static final int ONE_BYTE = 24;
    static final int INDEFINITE = 31;

    static final int FALSE = SIMPLE | 20;
    static final int TRUE = SIMPLE | 21;
    static final int DOUBLE = SIMPLE | 27;
    static final int BREAK = SIMPLE | INDEFINITE;

    /** The longest head. */
    private static final int HEAD_BYTES = 9;

    CborOutput(int capacity) {
        super(capacity);
    }

    /** A map that {@link #end} ends, so that nobody needs to count its members before. */
    CborOutput openMap() {
        return one(MAP | INDEFINITE);
    }

    /** A list that {@link #end} ends. */
    CborOutput openArray() {
        return one(ARRAY | INDEFINITE);
    }

    CborOutput end() {
        return one(BREAK);
    }

    CborOutput bool(boolean value) {
        return one(value ? TRUE : FALSE);
    }

    /** The head of an item: its kind and a number that is not negative. */
    CborOutput head(int kind, long argument) {
        reserve(HEAD_BYTES);
        if (argument < ONE_BYTE) {
            bytes[size++] = (byte) (kind | argument);
        } else if (argument <= 0xFF) {
            argument(kind | ONE_BYTE, argument, 1);
        } else if (argument <= 0xFFFF) {
            argument(kind | ONE_BYTE + 1, argument, 2);
        } else if (argument <= 0xFFFF_FFFFL) {
            argument(kind | ONE_BYTE + 2, argument, 4);
        } else {
            argument(kind | ONE_BYTE + 3, argument, 8);
        }
        return this;
    }

    CborOutput integer(long value) {
        return value < 0 ? head(NEGATIVE, ~value) : head(UNSIGNED, value);
    }

    CborOutput number(double value) {
        reserve(HEAD_BYTES);
        argument(DOUBLE, Double.doubleToRawLongBits(value), 8);
        return this;
    }

    CborOutput text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return head(TEXT, utf8.length).raw(utf8);
    }

    CborOutput bytes(byte[] value) {
        return head(BYTES, value.length).raw(value);
    }

    /** What is CBOR already. */
    CborOutput raw(byte[] cbor) {
        reserve(cbor.length);
        JsonText.copy(cbor, 0, bytes, size, cbor.length);
        size += cbor.length;
        return this;
    }

    private CborOutput one(int head) {
        reserve(1);
        bytes[size++] = (byte) head;
        return this;
    }

    private void argument(int head, long argument, int length) {
        bytes[size++] = (byte) head;
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (argument >> shift);
        }
    }
}
