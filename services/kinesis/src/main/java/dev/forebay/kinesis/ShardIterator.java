package dev.forebay.kinesis;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A place in a shard, as callers carry it from one GetRecords to the next. All of it is in the text, so that it outlives restarts:
 *
 * <pre>
 *   | version | partition | stream incarnation | shard | index | made at, ms | CRC32C of what stands before |    in Base64
 *   |    1    |     2     |         8          |   4   |   8   |      8      |              4               |
 * </pre>
 *
 * It is no secret and grants nothing.
 */
record ShardIterator(int partition, long stream, int shard, long index, long madeAt) {
    /** AWS: an iterator is good for five minutes. */
    static final long LIFE_MILLIS = 5 * 60_000;

    private static final byte VERSION = 1;
    private static final int SUMMED = 1 + Short.BYTES + Long.BYTES + Integer.BYTES + 2 * Long.BYTES;
    private static final int LENGTH = SUMMED + Integer.BYTES;

    /** Reads an iterator; empty when the text is none of ours. */
    static Optional<ShardIterator> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        ShardIterator iterator = new ShardIterator(
                buffer.getShort(), buffer.getLong(), buffer.getInt(), buffer.getLong(), buffer.getLong());
        return buffer.getInt() == checksum(bytes) ? Optional.of(iterator) : Optional.empty();
    }

    ShardIterator at(long newIndex, long now) {
        return new ShardIterator(partition, stream, shard, newIndex, now);
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.put(VERSION).putShort((short) partition).putLong(stream).putInt(shard).putLong(index).putLong(madeAt);
        buffer.putInt(checksum(bytes));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, SUMMED);
        return (int) crc.getValue();
    }
}
