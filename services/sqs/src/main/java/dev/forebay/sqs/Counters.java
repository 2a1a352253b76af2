package dev.forebay.sqs;

import java.nio.ByteBuffer;

/**
 * What a queue must know of itself after a restart before it has read a single message. Written with every change.
 *
 * <pre>
 *   | version | tail | cursor | floor | stored | delayed | purged at |
 *   |    1    |  8   |   8    |   8   |   8    |    8    |     8     |
 * </pre>
 *
 * @param tail     the sequence that the next message gets
 * @param cursor   the oldest unread sequence
 * @param floor    nothing older than this is left; where looking for expired messages begins
 * @param stored   how many messages there are, whatever their place
 * @param delayed  how many of them were delayed and not yet released
 * @param purgedAt when the queue was last purged; zero for never
 */
record Counters(long tail, long cursor, long floor, long stored, long delayed, long purgedAt) {
    private static final byte VERSION = 1;

    /** A new queue. */
    static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0);

    static Counters read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("counters format " + version + " is not known to this version");
        }
        return new Counters(
                buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    byte[] write() {
        ByteBuffer buffer = ByteBuffer.allocate(1 + 6 * Long.BYTES);
        buffer.put(VERSION).putLong(tail).putLong(cursor).putLong(floor);
        return buffer.putLong(stored).putLong(delayed).putLong(purgedAt).array();
    }
}
