package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import java.util.Map;

/**
 * What is kept of a topic. Stored in the TOPIC table:
 *
 * <pre>
 *   | version | incarnation | created at | attributes | tags | data protection policy |
 *   |    1    |      8      |     8      |    map     | map  |          text          |
 * </pre>
 *
 * @param incarnation          numbers this life of the name; every row of the topic has it
 * @param createdAt            milliseconds since 1970
 * @param dataProtectionPolicy empty for none
 */
record TopicRecord(long incarnation, long createdAt, TopicAttributes attributes, Map<String, String> tags, String dataProtectionPolicy) {
    private static final byte VERSION = 1;

    TopicRecord withAttributes(TopicAttributes changed) {
        return new TopicRecord(incarnation, createdAt, changed, tags, dataProtectionPolicy);
    }

    TopicRecord withTags(Map<String, String> changed) {
        return new TopicRecord(incarnation, createdAt, attributes, changed, dataProtectionPolicy);
    }

    TopicRecord withDataProtectionPolicy(String changed) {
        return new TopicRecord(incarnation, createdAt, attributes, tags, changed);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(incarnation);
            out.writeLong(createdAt);
            Bytes.map(out, attributes.stored());
            Bytes.map(out, tags);
            Bytes.text(out, dataProtectionPolicy);
        });
    }

    static TopicRecord read(TopicId id, byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a topic", in -> new TopicRecord(
                in.readLong(), in.readLong(), TopicAttributes.restore(id, Bytes.map(in)), Bytes.map(in), Bytes.text(in)));
    }
}
