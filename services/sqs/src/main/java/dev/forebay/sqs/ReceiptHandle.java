package dev.forebay.sqs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Names one receive of one message. Carries all that is needed, so that a handle outlives restarts:
 *
 * <pre>
 *   | version | partition | incarnation | sequence | nonce | CRC32C of what stands before |    in URL-safe Base64
 *   |    1    |     2     |      8      |    8     |   4   |              4               |
 * </pre>
 *
 * The checksum tells a mangled handle from a true one; a handle is no secret and grants nothing.
 *
 * @param partition   of the queue: incarnations of two partitions may be alike
 * @param incarnation of the queue
 * @param sequence    of the message in the queue
 * @param nonce       of the receive
 */
record ReceiptHandle(int partition, long incarnation, long sequence, int nonce) {
    private static final byte VERSION = 1;
    private static final int SUMMED = 1 + Short.BYTES + 2 * Long.BYTES + Integer.BYTES;
    private static final int LENGTH = SUMMED + Integer.BYTES;

    static ReceiptHandle of(int partition, long incarnation, Entry entry) {
        return new ReceiptHandle(partition, incarnation, entry.sequence, entry.nonce);
    }

    /** Reads a handle; empty when the text is none of ours. */
    static Optional<ReceiptHandle> parse(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        ReceiptHandle handle = new ReceiptHandle(buffer.getShort(), buffer.getLong(), buffer.getLong(), buffer.getInt());
        return buffer.getInt() == checksum(bytes) ? Optional.of(handle) : Optional.empty();
    }

    @Override
    public String toString() {
        byte[] bytes = new byte[LENGTH];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.put(VERSION).putShort((short) partition).putLong(incarnation).putLong(sequence).putInt(nonce);
        buffer.putInt(checksum(bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, SUMMED);
        return (int) crc.getValue();
    }
}
