package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
 * The topic and the sequence are known from where it is stored.
 */
final class NotificationFormat {
    private static final byte VERSION = 1;
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
