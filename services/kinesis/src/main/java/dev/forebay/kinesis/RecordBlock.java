package dev.forebay.kinesis;

import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.PlaceKey;
import dev.forebay.envelope.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records that came together: one row, one entry in the store's log, however many they are. A row's key ends with the index of its
 * last record, so that seeking an index finds the block that holds it. Records of a block came at the same time.
 *
 * <pre>
 *   | version | came at, ms | encryption | count | count times: key length | key, UTF-8 | data length | data |
 *   |    1    |      8      |     1      |   4   |                  2      |            |      4      |      |
 * </pre>
 *
 * Encryption is 0 for none, 2 for a block whose records are sealed ({@link RecordSeals}), and 1 in rows of before there were such: they are
 * marked as encrypted and are not.
 */
final class RecordBlock {
    /** A block takes no further record once it is this large: bounds what reading one record of it costs. */
    static final int MAX_BYTES = 256 << 10;

    private static final byte VERSION = 1;
    private static final int TIME_OFFSET = 1;
    private static final int ENCRYPTION_OFFSET = TIME_OFFSET + Long.BYTES;
    private static final int HEAD = 1 + Long.BYTES + 1 + Integer.BYTES;
    private static final int RECORD_HEAD = Short.BYTES + Integer.BYTES;

    private static final byte CLEAR = 0;
    private static final byte SEALED = 2;

    private final byte[] bytes;
    private final int count;
    /** Of a sealed block. */
    private final Optional<PlaceKey> place;

    private RecordBlock(byte[] bytes, int count, Optional<PlaceKey> place) {
        this.bytes = bytes;
        this.count = count;
        this.place = place;
    }

    /** Blocks of these records, in this order, that have yet to be told when they came. */
    static List<RecordBlock> of(List<NewRecord> records) {
        List<RecordBlock> blocks = new ArrayList<>(1);
        int from = 0;
        while (from < records.size()) {
            int to = from;
            int size = HEAD;
            do {
                size += RECORD_HEAD + records.get(to).bytes();
                to++;
            } while (to < records.size() && size < MAX_BYTES);
            blocks.add(write(records.subList(from, to), size));
            from = to;
        }
        return blocks;
    }

    private static RecordBlock write(List<NewRecord> records, int size) {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        buffer.put(VERSION).putLong(0).put(CLEAR).putInt(records.size());
        for (NewRecord each : records) {
            buffer.putShort((short) each.key().length).put(each.key()).putInt(each.data().length).put(each.data());
        }
        return new RecordBlock(buffer.array(), records.size(), Optional.empty());
    }

    /** The same, sealed for a shard. */
    RecordBlock sealed(DataKey key, Shard shard) {
        byte[] row = new byte[bytes.length + Seal.OVERHEAD];
        System.arraycopy(bytes, 0, row, 0, HEAD);
        row[ENCRYPTION_OFFSET] = SEALED;
        PlaceKey stamp = key.seal(RecordSeals.context(shard, count), bytes, HEAD, bytes.length - HEAD, row, HEAD);
        return new RecordBlock(row, count, Optional.of(stamp));
    }

    int count() {
        return count;
    }

    /** The row, once it is known which index its last record has and when the records came. */
    byte[] placed(long last, long cameAt) {
        ByteBuffer.wrap(bytes).putLong(TIME_OFFSET, cameAt);
        place.ifPresent(key -> Seal.place(bytes, HEAD, key.stamp(last, cameAt)));
        return bytes;
    }

    /**
     * Reads a row.
     *
     * @throws IllegalStateException when another version wrote it
     */
    static Reader read(byte[] row) {
        return new Reader(row);
    }

    /** Goes through the records of a row. */
    static final class Reader {
        private final ByteBuffer buffer;
        private final long cameAt;
        private final byte encryption;
        private final int count;

        private Reader(byte[] row) {
            buffer = ByteBuffer.wrap(row);
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalStateException("record format " + version + " is not known to this version");
            }
            cameAt = buffer.getLong();
            encryption = buffer.get();
            count = buffer.getInt();
        }

        private Reader(Reader sealed, byte[] records) {
            buffer = ByteBuffer.wrap(records);
            cameAt = sealed.cameAt;
            encryption = sealed.encryption;
            count = sealed.count;
        }

        long cameAt() {
            return cameAt;
        }

        boolean isEncrypted() {
            return encryption != CLEAR;
        }

        /** Whether its records are to be {@link #opened} before they can be read. */
        boolean isSealed() {
            return encryption == SEALED;
        }

        long dataKey() {
            return Seal.keyNumber(buffer.array(), HEAD);
        }

        /** The same in the clear. */
        Reader opened(DataKey key, byte[] context, long last) {
            byte[] row = buffer.array();
            return new Reader(this, key.open(context, row, HEAD, row.length - HEAD, last, cameAt));
        }

        int count() {
            return count;
        }

        void skip() {
            buffer.position(buffer.position() + Short.BYTES + Short.toUnsignedInt(buffer.getShort(buffer.position())));
            buffer.position(buffer.position() + Integer.BYTES + buffer.getInt(buffer.position()));
        }

        /** What the next record counts toward AWS's limits: data and key. */
        int nextBytes() {
            int key = Short.toUnsignedInt(buffer.getShort(buffer.position()));
            return key + buffer.getInt(buffer.position() + Short.BYTES + key);
        }

        String key() {
            int length = Short.toUnsignedInt(buffer.getShort());
            String key = new String(buffer.array(), buffer.position(), length, StandardCharsets.UTF_8);
            buffer.position(buffer.position() + length);
            return key;
        }

        byte[] data() {
            byte[] data = new byte[buffer.getInt()];
            buffer.get(data);
            return data;
        }
    }
}
