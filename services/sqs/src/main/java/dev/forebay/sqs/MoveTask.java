package dev.forebay.sqs;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A redrive of a dead-letter queue, as it stands. Stored in the MOVE_TASK table of the source queue:
 *
 * <pre>
 *   | version | status | number | id | rate | started at | to move | moved | destination | failure |
 *   |    1    |   1    |   8    | 16 |  4   |     8      |    8    |   8   | length (4) and UTF-8, both
 * </pre>
 *
 * @param number      counts the tasks of a queue
 * @param destination the ARN of the queue to move to; empty to move each message to the queue it came from
 * @param rate        messages a second; zero for as many as can be
 * @param toMove      how many messages there were at the start
 * @param failure     why it failed; empty if it did not
 */
record MoveTask(
        long number, UUID id, Status status, String destination, int rate, long startedAt, long toMove, long moved, String failure) {
    private static final byte VERSION = 1;

    /** AWS's names. */
    enum Status {
        RUNNING,
        COMPLETED,
        CANCELLING,
        CANCELLED,
        FAILED
    }

    boolean isActive() {
        return status == Status.RUNNING || status == Status.CANCELLING;
    }

    MoveTask moved(long more) {
        return new MoveTask(number, id, status, destination, rate, startedAt, toMove, moved + more, failure);
    }

    MoveTask as(Status changed) {
        return new MoveTask(number, id, changed, destination, rate, startedAt, toMove, moved, failure);
    }

    MoveTask failed(String reason) {
        return new MoveTask(number, id, Status.FAILED, destination, rate, startedAt, toMove, moved, reason);
    }

    byte[] write() {
        byte[] to = destination.getBytes(StandardCharsets.UTF_8);
        byte[] why = failure.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(2 + 6 * Long.BYTES + 3 * Integer.BYTES + to.length + why.length);
        buffer.put(VERSION).put((byte) status.ordinal()).putLong(number);
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        buffer.putInt(rate).putLong(startedAt).putLong(toMove).putLong(moved);
        return buffer.putInt(to.length).put(to).putInt(why.length).put(why).array();
    }

    static MoveTask read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException("move task format " + version + " is not known to this version");
        }
        Status status = Status.values()[buffer.get()];
        long number = buffer.getLong();
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        int rate = buffer.getInt();
        long startedAt = buffer.getLong();
        long toMove = buffer.getLong();
        long moved = buffer.getLong();
        return new MoveTask(number, id, status, text(buffer), rate, startedAt, toMove, moved, text(buffer));
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getInt()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
