package dev.forebay.sns;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of a platform application. Its credentials are in it, as they were given. Stored in the APPLICATION table:
 *
 * <pre>
 *   | version | incarnation | created at | count | name, value … |
 *   |    1    |      8      |     8      |   4   |     text      |
 * </pre>
 */
record PlatformApplicationRecord(long incarnation, long createdAt, Map<String, String> attributes) {
    private static final byte VERSION = 1;

    PlatformApplicationRecord with(Map<String, String> changed) {
        return new PlatformApplicationRecord(incarnation, createdAt, changed);
    }

    byte[] write() {
        return PlatformFormat.write(VERSION, out -> {
            out.writeLong(incarnation);
            out.writeLong(createdAt);
            out.writeInt(attributes.size());
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                PlatformFormat.writeText(out, attribute.getKey());
                PlatformFormat.writeText(out, attribute.getValue());
            }
        });
    }

    static PlatformApplicationRecord read(String arn, byte[] bytes) {
        return PlatformFormat.read(VERSION, bytes, arn,
                in -> new PlatformApplicationRecord(in.readLong(), in.readLong(), readAttributes(in)));
    }

    private static Map<String, String> readAttributes(DataInputStream in) throws IOException {
        Map<String, String> attributes = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            attributes.put(PlatformFormat.readText(in), PlatformFormat.readText(in));
        }
        return attributes;
    }

    /** Without the values: there are secrets among them. */
    @Override
    public String toString() {
        return "PlatformApplicationRecord[incarnation=" + incarnation + ", attributes=" + attributes.keySet() + "]";
    }
}
