package dev.forebay.sns;

import dev.forebay.runtime.Keys;
import java.nio.ByteBuffer;

/**
 * Where a notification is kept, but for the sequence: what a sealed one is bound to as additional data,
 *
 * <pre>
 *   | partition | incarnation of the topic | table | what the row says in front (NOTIFICATION), subscription's number (PENDING) |
 *   |     2     |            8             |   1   |                                                                            |
 * </pre>
 *
 * @param head what the row says in front of the notification
 */
record NotificationPlace(Topic topic, byte table, byte[] head, byte[] binding) {
    private static final byte[] NOTHING = new byte[0];

    /** Published to a standard topic, for these targets. */
    static NotificationPlace published(Topic topic, byte[] targets) {
        return new NotificationPlace(topic, Tables.NOTIFICATION, targets, targets);
    }

    /** In the log of a FIFO topic. */
    static NotificationPlace logged(Topic topic) {
        return new NotificationPlace(topic, Tables.LOG, NOTHING, NOTHING);
    }

    /** Owed to a subscription. */
    static NotificationPlace owed(Subscription target, byte[] head) {
        return new NotificationPlace(target.topic(), Tables.PENDING, head, Keys.bytes(target.number()));
    }

    byte[] context() {
        return ByteBuffer.allocate(Short.BYTES + Long.BYTES + 1 + binding.length)
                .putShort((short) topic.partition().number()).putLong(topic.incarnation()).put(table).put(binding).array();
    }
}
