package dev.forebay.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is stored of a message once it was received.
 *
 * <pre>
 *   | version | sent at | due at | first received | received | visible at | receives | nonce | group (UTF-8) …
 *   |    1    |    8    |   8    |       8        |    8     |     8      |    4     |   4   |
 * </pre>
 */
final class ReceiptFormat {
    private static final byte VERSION = 1;
    private static final int HEAD = 1 + 5 * Long.BYTES + 2 * Integer.BYTES;

    private ReceiptFormat() {}

    static byte[] write(Entry entry) {
        byte[] group = entry.group.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + group.length);
        buffer.put(VERSION).putLong(entry.sentAt).putLong(entry.dueAt);
        buffer.putLong(entry.firstReceivedAt).putLong(entry.receivedAt).putLong(entry.visibleAt);
        return buffer.putInt(entry.receives).putInt(entry.nonce).put(group).array();
    }

    static Entry read(long sequence, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("receipt format " + version + " is not known to this version");
        }
        long sentAt = buffer.getLong();
        long dueAt = buffer.getLong();
        String group = new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.UTF_8);
        Entry entry = new Entry(sequence, sentAt, dueAt, group);
        entry.firstReceivedAt = buffer.getLong();
        entry.receivedAt = buffer.getLong();
        entry.visibleAt = buffer.getLong();
        entry.receives = buffer.getInt();
        entry.nonce = buffer.getInt();
        entry.hasReceipt = true;
        return entry;
    }
}
