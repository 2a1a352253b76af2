package dev.forebay.sns;

import java.nio.ByteBuffer;

/**
 * How far a subscription of a FIFO topic has come. Stored in the CURSOR table:
 *
 * <pre>
 *   | version | next | replay | replay next | replay end |
 *   |    1    |  8   |   1    |      8      |     8      |
 * </pre>
 *
 * @param next       the sequence to deliver next
 * @param replay     whether something is replayed; while that is in progress, what is new waits
 * @param replayNext the sequence to replay next
 * @param replayEnd  where the replay ends, exclusive
 */
record Cursor(long next, Replay replay, long replayNext, long replayEnd) {
    private static final byte VERSION = 1;
    private static final int LENGTH = 2 + 3 * Long.BYTES;

    /** AWS's names for how a replay stands. */
    enum Replay {
        NONE(""),
        PENDING("Pending"),
        IN_PROGRESS("In progress"),
        COMPLETED("Completed"),
        FAILED("Failed");

        final String aws;

        Replay(String aws) {
            this.aws = aws;
        }
    }

    static Cursor at(long next) {
        return new Cursor(next, Replay.NONE, 0, 0);
    }

    /** Whether what is delivered next comes from the archive. */
    boolean replays() {
        return replay == Replay.PENDING || replay == Replay.IN_PROGRESS;
    }

    /** The sequence to deliver next, be it new or from the archive. */
    long position() {
        return replays() ? replayNext : next;
    }

    /** After everything below a sequence has been delivered. */
    Cursor advanced(long to) {
        if (!replays()) {
            return new Cursor(to, replay, replayNext, replayEnd);
        }
        return to >= replayEnd
                ? new Cursor(next, Replay.COMPLETED, 0, 0)
                : new Cursor(next, Replay.IN_PROGRESS, to, replayEnd);
    }

    /** What is still to be delivered for the first time is not replayed: it would come twice. */
    Cursor replaying(long from, long end) {
        long until = Math.min(end, next);
        return new Cursor(next, from < until ? Replay.PENDING : Replay.COMPLETED, from, until);
    }

    /** After everything new below a sequence has been delivered, while a replay was begun or ended. */
    Cursor past(long to) {
        return new Cursor(Math.max(next, to), replay, replayNext, replayEnd);
    }

    Cursor withoutReplay() {
        return at(next);
    }

    byte[] write() {
        return ByteBuffer.allocate(LENGTH).put(VERSION).putLong(next).put((byte) replay.ordinal()).putLong(replayNext).putLong(replayEnd).array();
    }

    static Cursor read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("cursor format " + version + " is not known to this version");
        }
        return new Cursor(buffer.getLong(), Replay.values()[buffer.get()], buffer.getLong(), buffer.getLong());
    }
}
