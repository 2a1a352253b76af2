package dev.forebay.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** A growing byte array; what it knows how to spell, its kinds add. Used by one thread. */
abstract class ByteOutput {

    /** How much is made room for at once for what has not come yet. */
    private static final int MAX_EXPECTED = 4 * 1024 * 1024;

    /** Written by the kinds up to {@link #size}, after they have made room. */
    byte[] bytes;
    int size;

    ByteOutput(int capacity) {
        this.bytes = new byte[capacity];
    }

    final int size() {
        return size;
    }

    /** Makes room for about so much more, so that a long list does not grow the array step by step. */
    final void expect(long more) {
        reserve((int) Math.min(more, MAX_EXPECTED));
    }

    final byte[] toByteArray() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** Hands on what is here and begins anew; the array stays. */
    final void moveTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
        size = 0;
    }

    /** Makes room for so much more. */
    final void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
