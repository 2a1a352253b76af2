package dev.forebay.runtime;

import dev.forebay.store.Apart;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The layout of keys, the same for every service, so that one scan reads one thing in its order:
 *
 * <pre>
 *   0          2      3                11              19
 *   | partition| table | incarnation    | sequence      | …
 *   |  2 bytes |   1   |      8         |     8         |
 * </pre>
 *
 * Numbers are big-endian and never negative, so that bytes compare as the numbers do. An incarnation stands for one
 * life of a named thing: what is deleted and made again under the same name gets another.
 */
public final class Keys {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEAD = 3;

    /** Length of a key of partition, table, incarnation and sequence. */
    public static final int LENGTH = HEAD + 2 * Long.BYTES;

    private Keys() {}

    /** {@code partition table}. */
    public static byte[] of(int partition, byte table) {
        return head(HEAD, partition, table);
    }

    /** {@code partition table incarnation}. */
    public static byte[] of(int partition, byte table, long incarnation) {
        byte[] key = head(HEAD + Long.BYTES, partition, table);
        LONG.set(key, HEAD, incarnation);
        return key;
    }

    /** {@code partition table incarnation sequence}. */
    public static byte[] of(int partition, byte table, long incarnation, long sequence) {
        byte[] key = head(LENGTH, partition, table);
        LONG.set(key, HEAD, incarnation);
        LONG.set(key, HEAD + Long.BYTES, sequence);
        return key;
    }

    /** {@code partition table incarnation major minor}, for an order other than the sequence's. */
    public static byte[] of(int partition, byte table, long incarnation, long major, long minor) {
        byte[] key = head(LENGTH + Long.BYTES, partition, table);
        LONG.set(key, HEAD, incarnation);
        LONG.set(key, HEAD + Long.BYTES, major);
        LONG.set(key, LENGTH, minor);
        return key;
    }

    /** {@code partition table} followed by any bytes. */
    public static byte[] of(int partition, byte table, byte[] rest) {
        byte[] key = head(HEAD + rest.length, partition, table);
        System.arraycopy(rest, 0, key, HEAD, rest.length);
        return key;
    }

    /** The entries of a table, to be kept apart by the store. */
    public static Apart apart(byte table) {
        return new Apart(HEAD - 1, table);
    }

    /** The incarnation in a key. */
    public static long incarnation(byte[] key) {
        return (long) LONG.get(key, HEAD);
    }

    /** The sequence, or the major number, in a key. */
    public static long sequence(byte[] key) {
        return (long) LONG.get(key, HEAD + Long.BYTES);
    }

    /** The minor number in a key. */
    public static long minor(byte[] key) {
        return (long) LONG.get(key, LENGTH);
    }

    /** The bytes of a key after partition and table. */
    public static byte[] rest(byte[] key) {
        return java.util.Arrays.copyOfRange(key, HEAD, key.length);
    }

    /** Eight bytes that hold a number. */
    public static byte[] bytes(long number) {
        byte[] bytes = new byte[Long.BYTES];
        LONG.set(bytes, 0, number);
        return bytes;
    }

    /** The number in eight bytes. */
    public static long number(byte[] bytes) {
        return (long) LONG.get(bytes, 0);
    }

    private static byte[] head(int length, int partition, byte table) {
        byte[] key = new byte[length];
        key[0] = (byte) (partition >>> 8);
        key[1] = (byte) partition;
        key[2] = table;
        return key;
    }
}
