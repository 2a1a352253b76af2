package dev.forebay.envelope;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The layout of a sealed record, wherever in a row it lies:
 *
 * <pre>
 *   0        1                 9               13      21
 *   | version| data key number | record number | place | ciphertext | tag |
 *   |   1    |        8        |       4       |   8   |            | 16  |
 *             └──────── nonce of 12 bytes ─────┘
 * </pre>
 *
 * The data key's number names a row with the data key, encrypted by KMS ({@link WrappedKey}). Record numbers count what a data key has
 * sealed, so that no nonce is used twice under one key. "Place" is the {@link PlaceKey}'s stamp.
 */
public final class Seal {
    static final byte VERSION = 1;
    static final int NONCE = 1;
    static final int NONCE_BYTES = Long.BYTES + Integer.BYTES;
    static final int PLACE = NONCE + NONCE_BYTES;
    static final int CIPHERTEXT = PLACE + Long.BYTES;
    static final int TAG_BYTES = 16;

    /** How many bytes longer a sealed record is. */
    public static final int OVERHEAD = CIPHERTEXT + TAG_BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Seal() {}

    /**
     * The number of the data key under which the record at an offset is sealed.
     *
     * @throws SealBroken when there is no sealed record of this version
     */
    public static long keyNumber(byte[] bytes, int at) {
        if (bytes.length - at < OVERHEAD || bytes[at] != VERSION) {
            throw new SealBroken("not a sealed record of a version that is known here");
        }
        return (long) LONG.get(bytes, at + NONCE);
    }

    /** Writes a place's stamp into the record at an offset. */
    public static void place(byte[] bytes, int at, long stamp) {
        LONG.set(bytes, at + PLACE, stamp);
    }

    static long place(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + PLACE);
    }
}
