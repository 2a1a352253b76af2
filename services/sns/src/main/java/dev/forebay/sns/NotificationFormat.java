package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A notification as it is stored, in the NOTIFICATION, LOG and PENDING tables:
 *
 * <pre>
 *   | version | message id | published at | flags | subject | message | group | deduplication id | trace | attributes |
 *   |    1    |     16     |      8       |   1   |  text   |  text   | text  |      text        | text  |            |
 *
 *   flags: 1 structured, 2 replayed      attributes: count (4), then for each: name, type, text, bytes
 * </pre>
 *
 * The topic and the sequence are known from where it is stored. Of an encrypted topic, all of that is sealed ({@link NotificationSeals}):
 *
 * <pre>
 *   | version | published at | sealed |
 *   |    2    |      8       |        |
 * </pre>
 */
final class NotificationFormat {
    private static final byte VERSION = 1;
    private static final byte SEALED = 2;
    private static final int TIME_IN_CLEAR = 1 + 2 * Long.BYTES;

    /** What lies before what is sealed. */
    static final int SEALED_HEAD = 1 + Long.BYTES;

    private static final int STRUCTURED = 1;
    private static final int REPLAYED = 2;

    private NotificationFormat() {}

    static byte[] write(Notification notification) {
        return Bytes.write(VERSION, out -> {
            Bytes.uuid(out, notification.messageId());
            out.writeLong(notification.publishedAt());
            out.writeByte((notification.structured() ? STRUCTURED : 0) | (notification.replayed() ? REPLAYED : 0));
            Bytes.text(out, notification.subject());
            Bytes.text(out, notification.message());
            Bytes.text(out, notification.groupId());
            Bytes.text(out, notification.deduplicationId());
            Bytes.text(out, notification.traceHeader());
            attributes(out, notification.attributes());
        });
    }

    static Notification read(byte[] bytes, String topicArn, long sequence) {
        return Bytes.read(bytes, VERSION, "a notification", in -> {
            var id = Bytes.uuid(in);
            long publishedAt = in.readLong();
            int flags = in.readByte();
            String subject = Bytes.text(in);
            String message = Bytes.text(in);
            String group = Bytes.text(in);
            String deduplicationId = Bytes.text(in);
            String trace = Bytes.text(in);
            return new Notification(id, sequence, publishedAt, topicArn, subject, message, (flags & STRUCTURED) != 0,
                    attributes(in), group, deduplicationId, trace, (flags & REPLAYED) != 0);
        });
    }

    static boolean isSealed(byte[] bytes) {
        return bytes[0] == SEALED;
    }

    /** Begins a row's sealed notification. */
    static void beginSealed(byte[] row, int at) {
        row[at] = SEALED;
    }

    /** When it was published; readable of a sealed one, too. */
    static long publishedAt(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong(timeIn(bytes, 0));
    }

    /** Sets when it was published, of one that begins somewhere in a row. */
    static void publishedAt(byte[] row, int at, long millis) {
        ByteBuffer.wrap(row).putLong(timeIn(row, at), millis);
    }

    private static int timeIn(byte[] row, int at) {
        return at + (row[at] == SEALED ? 1 : TIME_IN_CLEAR);
    }

    private static void attributes(DataOutputStream out, Map<String, MessageAttribute> attributes) throws IOException {
        out.writeInt(attributes.size());
        for (Map.Entry<String, MessageAttribute> entry : attributes.entrySet()) {
            Bytes.text(out, entry.getKey());
            Bytes.text(out, entry.getValue().type());
            Bytes.text(out, entry.getValue().text());
            Bytes.bytes(out, entry.getValue().binary());
        }
    }

    private static Map<String, MessageAttribute> attributes(DataInputStream in) throws IOException {
        int count = in.readInt();
        Map<String, MessageAttribute> attributes = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            attributes.put(Bytes.text(in), new MessageAttribute(Bytes.text(in), Bytes.text(in), Bytes.bytes(in)));
        }
        return attributes;
    }
}
