package dev.forebay.kinesis;

import dev.forebay.runtime.Bytes;
import java.util.Map;

/**
 * What is kept of a registered consumer. Stored in the CONSUMER table.
 *
 * @param createdAt milliseconds since 1970; in seconds, part of the consumer's ARN
 * @param policy    the resource policy, JSON; empty for none
 */
record ConsumerRecord(String name, long createdAt, Status status, String policy, Map<String, String> tags) {
    private static final byte VERSION = 1;

    /** AWS's states of a consumer. What is stored is the ordinal: add at the end only. */
    enum Status {
        CREATING, ACTIVE, DELETING
    }

    ConsumerRecord with(Status changed) {
        return new ConsumerRecord(name, createdAt, changed, policy, tags);
    }

    ConsumerRecord withPolicy(String json) {
        return new ConsumerRecord(name, createdAt, status, json, tags);
    }

    ConsumerRecord withTags(Map<String, String> changed) {
        return new ConsumerRecord(name, createdAt, status, policy, Map.copyOf(changed));
    }

    String arn(StreamId stream) {
        return stream.arn() + "/consumer/" + name + ":" + createdAt / 1_000;
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, name);
            out.writeLong(createdAt);
            out.writeByte(status.ordinal());
            Bytes.text(out, policy);
            Bytes.map(out, tags);
        });
    }

    static ConsumerRecord read(byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a consumer", in -> new ConsumerRecord(
                Bytes.text(in), in.readLong(), Status.values()[in.readByte()], Bytes.text(in), Bytes.map(in)));
    }
}
