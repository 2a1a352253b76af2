package dev.forebay.sqs;

import dev.forebay.envelope.DataKey;
import dev.forebay.envelope.Seal;
import dev.forebay.envelope.SealBroken;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Sealed content with all that it is bound to: what was sent is one layer, and each move puts another around it. A layer within another is
 *
 * <pre>
 *   | length of the context | context | sequence | sent at | due at | sealed |
 *   |           4           |         |    8     |    8    |   8    |        |
 *
 *   context:   | partition | incarnation of the queue | flags | the row's head from the message id on |
 *              |     2     |            8             |   1   |                                       |
 * </pre>
 */
record SealedLayer(byte[] context, long sequence, long sentAt, long dueAt, byte[] bytes, int at) {
    private static final int FLAGS = Short.BYTES + Long.BYTES;
    private static final int CONTEXT_HEAD = FLAGS + 1;

    /** The outermost layer of a message in a queue. */
    static SealedLayer of(Message message, Queue queue, long sequence) {
        int at = contentStart(message);
        return new SealedLayer(context(queue, message.bytes(), message.flags(), at), sequence, message.sentAt(), message.dueAt(), message.bytes(), at);
    }

    private static int contentStart(Message message) {
        int at;
        try {
            at = message.contentStart();
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new SealBroken("the head of a sealed message is longer than its row", e);
        }
        if (at <= Message.ID || at > message.bytes().length - Seal.OVERHEAD) {
            throw new SealBroken("the head of a sealed message leaves no room for what is sealed");
        }
        return at;
    }

    /** What a row's content is bound to, but for what is known under the lock only. */
    static byte[] context(Queue queue, byte[] row, byte flags, int contentStart) {
        return ByteBuffer.allocate(CONTEXT_HEAD + contentStart - Message.ID)
                .putShort((short) queue.partition().number()).putLong(queue.incarnation()).put(flags)
                .put(row, Message.ID, contentStart - Message.ID).array();
    }

    /** The layer that another one contains. */
    static SealedLayer within(byte[] plain) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(plain);
            int length = buffer.getInt();
            if (length < CONTEXT_HEAD || length > buffer.remaining()) {
                throw new SealBroken("what is sealed is no message from another queue");
            }
            byte[] context = new byte[length];
            buffer.get(context);
            return new SealedLayer(context, buffer.getLong(), buffer.getLong(), buffer.getLong(), plain, buffer.position());
        } catch (BufferUnderflowException e) {
            throw new SealBroken("what is sealed is no message from another queue", e);
        }
    }

    byte[] write() {
        int length = bytes.length - at;
        return ByteBuffer.allocate(Integer.BYTES + context.length + 3 * Long.BYTES + length)
                .putInt(context.length).put(context).putLong(sequence).putLong(sentAt).putLong(dueAt).put(bytes, at, length).array();
    }

    /** Whether another layer is within. */
    boolean isCarried() {
        return (context[FLAGS] & Message.CARRIED) != 0;
    }

    long keyNumber() {
        return Seal.keyNumber(bytes, at);
    }

    byte[] open(DataKey key) {
        return key.open(context, bytes, at, bytes.length - at, sequence, sentAt, dueAt);
    }
}
