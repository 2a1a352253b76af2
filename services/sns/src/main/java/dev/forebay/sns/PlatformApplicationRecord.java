package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
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
        return Bytes.write(VERSION, out -> {
            out.writeLong(incarnation);
            out.writeLong(createdAt);
            Bytes.map(out, attributes);
        });
    }

    static PlatformApplicationRecord read(String arn, byte[] bytes) {
        return Bytes.read(bytes, VERSION, arn,
                in -> new PlatformApplicationRecord(in.readLong(), in.readLong(), new TreeMap<>(Bytes.map(in))));
    }

    /** Without the values: there are secrets among them. */
    @Override
    public String toString() {
        return "PlatformApplicationRecord[incarnation=" + incarnation + ", attributes=" + attributes.keySet() + "]";
    }
}
