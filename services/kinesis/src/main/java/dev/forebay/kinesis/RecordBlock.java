package dev.forebay.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Records that came together: one row, one entry in the store's log, however many they are. A row's key ends with the index of its
 * last record, so that seeking an index finds the block that holds it. Records of a block came at the same time.
 *
 * <pre>
 *   | version | came at, ms | encrypted | count | count times: key length | key, UTF-8 | data length | data |
 *   |    1    |      8      |     1     |   4   |                  2      |            |      4      |      |
 * </pre>
 */
final class RecordBlock {
    /** A block takes no further record once it is this large: bounds what reading one record of it costs. */
    static final int MAX_BYTES = 256 << 10;

    private static final byte VERSION = 1;
    private static final int TIME_OFFSET = 1;
    private static final int HEAD = 1 + Long.BYTES + 1 + Integer.BYTES;
    private static final int RECORD_HEAD = Short.BYTES + Integer.BYTES;

    private final byte[] bytes;
    private final int count;

    private RecordBlock(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /** Blocks of these records, in this order, that have yet to be told when they came. */
    static List<RecordBlock> of(List<NewRecord> records, boolean encrypted) {
        List<RecordBlock> blocks = new ArrayList<>(1);
        int from = 0;
        while (from < records.size()) {
            int to = from;
            int size = HEAD;
            do {
                size += RECORD_HEAD + records.get(to).bytes();
                to++;
            } while (to < records.size() && size < MAX_BYTES);
            blocks.add(write(records.subList(from, to), size, encrypted));
            from = to;
        }
        return blocks;
    }

    private static RecordBlock write(List<NewRecord> records, int size, boolean encrypted) {
        ByteBuffer buffer = ByteBuffer.allocate(size);
        buffer.put(VERSION).putLong(0).put((byte) (encrypted ? 1 : 0)).putInt(records.size());
        for (NewRecord each : records) {
            buffer.putShort((short) each.key().length).put(each.key()).putInt(each.data().length).put(each.data());
        }
        return new RecordBlock(buffer.array(), records.size());
    }

    int count() {
        return count;
    }

    /** The row, once it is known when the records came. */
    byte[] cameAt(long millis) {
        ByteBuffer.wrap(bytes).putLong(TIME_OFFSET, millis);
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
        private final boolean encrypted;
        private final int count;

        private Reader(byte[] row) {
            buffer = ByteBuffer.wrap(row);
            byte version = buffer.get();
            if (version != VERSION) {
                throw new IllegalStateException("record format " + version + " is not known to this version");
            }
            cameAt = buffer.getLong();
            encrypted = buffer.get() == 1;
            count = buffer.getInt();
        }

        long cameAt() {
            return cameAt;
        }

        boolean isEncrypted() {
            return encrypted;
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
