package dev.forebay.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds what JSON strings must escape: reader and writer both live on jumping over text that needs no second look. */
final class JsonText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long SPACES = ' ' * ONES;

    private JsonText() {}

    /** The first quote, backslash or control character from there on, or {@code to}. Eight bytes at a time. */
    static int special(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            long quotes = eight ^ QUOTES;
            long backslashes = eight ^ BACKSLASHES;
            // Subtracting borrows into the high bit of bytes that are too small; high bits that were set do not count.
            long found = (quotes - ONES & ~quotes | backslashes - ONES & ~backslashes | eight - SPACES & ~eight) & HIGHS;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < to; i++) {
            byte b = bytes[i];
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                break;
            }
        }
        return i;
    }

    /** Copies a run of text. Between escapes most runs are so short that calling arraycopy would cost more. */
    static void copy(byte[] from, int start, byte[] to, int at, int length) {
        if (length > 16) {
            System.arraycopy(from, start, to, at, length);
        } else {
            for (int i = 0; i < length; i++) {
                to[at + i] = from[start + i];
            }
        }
    }
}
