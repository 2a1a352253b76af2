package dev.forebay.dynamodb;

import java.nio.ByteBuffer;

/** How many items a table has, and how large they are. Stored as version (1), items (8), bytes (8). */
record Counters(long items, long bytes) {
    static final Counters ZERO = new Counters(0, 0);

    private static final byte VERSION = 1;

    Counters plus(long moreItems, long moreBytes) {
        return new Counters(items + moreItems, bytes + moreBytes);
    }

    byte[] write() {
        return ByteBuffer.allocate(1 + 2 * Long.BYTES).put(VERSION).putLong(items).putLong(bytes).array();
    }

    static Counters read(byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("counters format " + version + " is not known to this version");
        }
        return new Counters(buffer.getLong(), buffer.getLong());
    }
}
