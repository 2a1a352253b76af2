package dev.forebay.store;

import dev.forebay.store.Batch.Change;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Many batches as one RocksDB write, in the bytes that RocksDB itself keeps in a WriteBatch. Built here, one native
 * call hands over a whole commit; with a native call a record the committer spends its time crossing the border.
 *
 * <pre>
 *   header   8 bytes sequence (0; RocksDB fills it in) · 4 bytes number of records, little endian
 *   record   1 byte type · family, where it lies apart · key · value (absent for a deletion; the end of the range for a range deletion)
 *   family       number as varint32
 *   key, value   length as varint32 · bytes
 * </pre>
 *
 * <p>Written from the last record to the first, so that the first value seen of a {@code putLatest} key is the one that
 * counts and all others are left out: within one atomic write nobody can tell. Used by the committer only.
 */
final class WriteFormat {
    /** The type byte, the family and two lengths of at most five bytes. */
    static final int RECORD_OVERHEAD = 16;

    private static final int HEADER = 12;
    // Each with its twin that names a family.
    private static final byte[] DELETION = {0x0, 0x4};
    private static final byte[] VALUE = {0x1, 0x5};
    private static final byte[] SINGLE_DELETION = {0x7, 0x8};
    private static final byte[] RANGE_DELETION = {0xF, 0xE};

    /** Larger commits are made in an array of their own. */
    private static final int KEPT_BYTES = 1 << 20;

    private final Apart apart;
    private final int familyApart;
    private final Set<Key> latest = new HashSet<>();
    private byte[] kept = new byte[1 << 16];
    private byte[] buffer = kept;
    private int start;
    private int records;
    private boolean deletedRanges;

    /** @param familyApart number of the family of what lies apart */
    WriteFormat(Apart apart, int familyApart) {
        this.apart = apart;
        this.familyApart = familyApart;
    }

    /** The batches, oldest first, as one write. */
    byte[] merge(List<Batch> batches) {
        begin(batches);
        for (int b = batches.size() - 1; b >= 0; b--) {
            List<Change> changes = batches.get(b).changes();
            for (int c = changes.size() - 1; c >= 0; c--) {
                prepend(changes.get(c));
            }
        }
        return finish();
    }

    /** Whether the write merged last deletes a range. */
    boolean deletedRanges() {
        return deletedRanges;
    }

    private void begin(List<Batch> batches) {
        long needed = HEADER;
        for (Batch batch : batches) {
            needed += batch.bytes();
        }
        if (needed > KEPT_BYTES) {
            buffer = new byte[Math.toIntExact(exact(batches))];
        } else {
            if (needed > kept.length) {
                kept = new byte[Math.toIntExact(Math.max(needed, Math.min(KEPT_BYTES, 2 * needed)))];
            }
            buffer = kept;
        }
        start = buffer.length;
        records = 0;
        deletedRanges = false;
    }

    /** How long the write becomes: a large one is then made where it stays, and not copied. */
    private long exact(List<Batch> batches) {
        long size = HEADER;
        for (int b = batches.size() - 1; b >= 0; b--) {
            List<Change> changes = batches.get(b).changes();
            for (int c = changes.size() - 1; c >= 0; c--) {
                size += size(changes.get(c));
            }
        }
        latest.clear();
        return size;
    }

    private int size(Change change) {
        return switch (change) {
            case Change.Put put -> size(put.key(), put.value());
            case Change.Delete delete -> size(delete.key());
            case Change.DeleteOnce delete -> size(delete.key());
            case Change.DeleteRange range -> size(range.from(), range.to());
            case Change.PutLatest put -> latest.add(new Key(put.key())) ? size(put.key(), put.value()) : 0;
        };
    }

    private int size(byte[] key, byte[] value) {
        return size(key) + sizeOfNumber(value.length) + value.length;
    }

    private int size(byte[] key) {
        return 1 + (apart.holds(key) ? sizeOfNumber(familyApart) : 0) + sizeOfNumber(key.length) + key.length;
    }

    private void prepend(Change change) {
        switch (change) {
            case Change.Put put -> prepend(VALUE, put.key(), put.value());
            case Change.Delete delete -> prepend(DELETION, delete.key());
            case Change.DeleteOnce delete -> prepend(SINGLE_DELETION, delete.key());
            case Change.DeleteRange range -> {
                prepend(RANGE_DELETION, range.from(), range.to());
                deletedRanges = true;
            }
            case Change.PutLatest put -> {
                if (latest.add(new Key(put.key()))) {
                    prepend(VALUE, put.key(), put.value());
                }
            }
        }
    }

    private void prepend(byte[] type, byte[] key, byte[] value) {
        prependSlice(value);
        prepend(type, key);
    }

    private void prepend(byte[] type, byte[] key) {
        prependSlice(key);
        boolean liesApart = apart.holds(key);
        if (liesApart) {
            prependNumber(familyApart);
        }
        buffer[--start] = type[liesApart ? 1 : 0];
        records++;
    }

    private void prependSlice(byte[] bytes) {
        start -= bytes.length;
        System.arraycopy(bytes, 0, buffer, start, bytes.length);
        prependNumber(bytes.length);
    }

    private void prependNumber(int number) {
        int size = sizeOfNumber(number);
        start -= size;
        int rest = number;
        for (int i = 0; i < size - 1; i++, rest >>>= 7) {
            buffer[start + i] = (byte) (rest | 0x80);
        }
        buffer[start + size - 1] = (byte) rest;
    }

    private static int sizeOfNumber(int number) {
        int size = 1;
        for (int rest = number >>> 7; rest != 0; rest >>>= 7) {
            size++;
        }
        return size;
    }

    private byte[] finish() {
        start -= HEADER;
        Arrays.fill(buffer, start, start + 8, (byte) 0);
        for (int i = 0; i < 4; i++) {
            buffer[start + 8 + i] = (byte) (records >>> (8 * i));
        }
        byte[] write = start == 0 && buffer != kept ? buffer : Arrays.copyOfRange(buffer, start, buffer.length);
        latest.clear();
        buffer = kept;
        return write;
    }

    private record Key(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(bytes, key.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
