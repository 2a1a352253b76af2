package dev.forebay.sqs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of a queue beside its messages. Stored in the CATALOG table:
 *
 * <pre>
 *   | version | incarnation | created at | modified at | attributes | tags |
 *   |    1    |      8      |     8      |      8      |   map      | map  |
 *
 *   map: count (4), then for each: length (4) and UTF-8 of its name, the same of its value
 * </pre>
 */
record QueueRecord(long incarnation, long createdAt, long modifiedAt, QueueAttributes attributes, Map<String, String> tags) {
    private static final byte VERSION = 1;

    QueueRecord withAttributes(QueueAttributes changed, long now) {
        return new QueueRecord(incarnation, createdAt, now, changed, tags);
    }

    QueueRecord withTags(Map<String, String> changed) {
        return new QueueRecord(incarnation, createdAt, modifiedAt, attributes, changed);
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeLong(incarnation);
            out.writeLong(createdAt);
            out.writeLong(modifiedAt);
            write(out, attributes.stored());
            write(out, tags);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static QueueRecord read(QueueName name, byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("queue format " + version + " is not known to this version");
            }
            long incarnation = in.readLong();
            long createdAt = in.readLong();
            long modifiedAt = in.readLong();
            QueueAttributes attributes = QueueAttributes.restore(name, readMap(in));
            return new QueueRecord(incarnation, createdAt, modifiedAt, attributes, readMap(in));
        } catch (IOException e) {
            throw new UncheckedIOException("the catalog entry of queue " + name.value() + " is too short", e);
        }
    }

    private static void write(DataOutputStream out, Map<String, String> map) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            write(out, entry.getKey());
            write(out, entry.getValue());
        }
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static Map<String, String> readMap(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            map.put(readText(in), readText(in));
        }
        return map;
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
