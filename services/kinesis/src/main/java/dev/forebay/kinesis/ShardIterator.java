package dev.forebay.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A place in a shard, as callers carry it from one GetRecords to the next. All of it is in the text, so that it outlives restarts:
 *
 * <pre>
 *   | version | partition | stream incarnation | shard | index | made at, ms | stream's name | CRC32C of what stands before |   in Base64
 *   |    1    |     2     |         8          |   4   |   8   |      8      |               |              4               |
 * </pre>
 *
 * It is no secret and grants nothing.
 */
record ShardIterator(int partition, long stream, int shard, long index, long madeAt, String name) {
    /** AWS: an iterator is good for five minutes. */
    static final long LIFE_MILLIS = 5 * 60_000;

    private static final byte VERSION = 1;
    private static final int HEAD = 1 + Short.BYTES + Long.BYTES + Integer.BYTES + 2 * Long.BYTES;
    private static final int MAX_LENGTH = HEAD + 128 + Integer.BYTES;
    private static final String QUOTE = "\"";

    /** Reads an iterator; empty when the text is none of ours. AWS: quotes around it are overlooked. */
    static Optional<ShardIterator> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(isQuoted(text) ? text.substring(1, text.length() - 1) : text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int summed = bytes.length - Integer.BYTES;
        if (summed <= HEAD || bytes.length > MAX_LENGTH || bytes[0] != VERSION || ByteBuffer.wrap(bytes).getInt(summed) != checksum(bytes)) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, summed - 1);
        return Optional.of(new ShardIterator(buffer.getShort(), buffer.getLong(), buffer.getInt(), buffer.getLong(), buffer.getLong(),
                new String(bytes, HEAD, summed - HEAD, StandardCharsets.US_ASCII)));
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1 && text.startsWith(QUOTE) && text.endsWith(QUOTE);
    }

    ShardIterator at(long newIndex, long now) {
        return new ShardIterator(partition, stream, shard, newIndex, now, name);
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[HEAD + name.length() + Integer.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.put(VERSION).putShort((short) partition).putLong(stream).putInt(shard).putLong(index).putLong(madeAt);
        buffer.put(name.getBytes(StandardCharsets.US_ASCII));
        buffer.putInt(checksum(bytes));
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
