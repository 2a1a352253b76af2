package dev.forebay.kinesis;

import java.nio.ByteBuffer;

/**
 * Where a shard begins and ends. Stored in the TIP table with every change of it:
 *
 * <pre>
 *   | version | next | newest | first | mark |
 *   |    1    |  8   |   8    |   8   |  8   |
 * </pre>
 *
 * @param next   the index that the next record gets
 * @param newest when the newest record came, milliseconds since 1970; never decreases
 * @param first  the lowest index that may still be there: what is before it was trimmed
 * @param mark   the newest row of the TIME table, milliseconds since 1970; 0 for none
 */
record Tip(long next, long newest, long first, long mark) {
    /** Of a shard without records. Indexes begin at 1, so that there is a sequence number before the first record's. */
    static final Tip EMPTY = new Tip(1, 0, 1, 0);

    private static final byte VERSION = 1;

    /** After records came. */
    Tip grown(int records, long at, long newMark) {
        return new Tip(next + records, at, first, newMark);
    }

    Tip trimmed(long to) {
        return new Tip(next, newest, Math.max(first, to), mark);
    }

    byte[] write() {
        return ByteBuffer.allocate(1 + 4 * Long.BYTES).put(VERSION).putLong(next).putLong(newest).putLong(first).putLong(mark).array();
    }

    static Tip read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("tip format " + version + " is not known to this version");
        }
        return new Tip(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }
}
