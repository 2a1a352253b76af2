package dev.forebay.kms;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that is kept of a key. One row of the KEY table, so that nothing of it outlives it. Immutable.
 *
 * @param createdAt milliseconds since 1970
 * @param policy    who may use it, as JSON, as it was given
 * @param versions  its materials, oldest first
 */
record KeyRecord(KeyName name, long createdAt, Nature nature, Life life, String description, String policy, Map<String, String> tags,
        Rotation rotation, List<Version> versions) {
    private static final byte VERSION = 1;

    KeyRecord {
        tags = Map.copyOf(tags);
        versions = List.copyOf(versions);
    }

    String arn() {
        return name.arn();
    }

    /** The material that encrypts. */
    Version current() {
        return versions.getLast();
    }

    KeyRecord with(Life changed) {
        return new KeyRecord(name, createdAt, nature, changed, description, policy, tags, rotation, versions);
    }

    KeyRecord described(String changed) {
        return new KeyRecord(name, createdAt, nature, life, changed, policy, tags, rotation, versions);
    }

    KeyRecord withPolicy(String changed) {
        return new KeyRecord(name, createdAt, nature, life, description, changed, tags, rotation, versions);
    }

    KeyRecord with(Map<String, String> changed) {
        return new KeyRecord(name, createdAt, nature, life, description, policy, changed, rotation, versions);
    }

    KeyRecord with(Rotation changed) {
        return new KeyRecord(name, createdAt, nature, life, description, policy, tags, changed, versions);
    }

    /** With new material, which gets the next number. */
    KeyRecord with(Version fresh) {
        List<Version> all = Stream.concat(versions.stream(), Stream.of(fresh.numbered(current().number() + 1))).toList();
        return new KeyRecord(name, createdAt, nature, life, description, policy, tags, rotation, all);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            out.writeLong(createdAt);
            nature.write(out);
            life.write(out);
            Bytes.text(out, description);
            Bytes.text(out, policy);
            Bytes.map(out, tags);
            rotation.write(out);
            write(out, versions);
        });
    }

    private static void write(DataOutputStream out, List<Version> versions) throws IOException {
        out.writeInt(versions.size());
        for (Version one : versions) {
            one.write(out);
        }
    }

    static KeyRecord read(KeyName name, byte[] bytes) {
        return Bytes.read(bytes, VERSION, "a key", in -> new KeyRecord(name, in.readLong(), Nature.read(in), Life.read(in), Bytes.text(in),
                Bytes.text(in), Bytes.map(in), Rotation.read(in), versions(in)));
    }

    private static List<Version> versions(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Version> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            versions.add(Version.read(in));
        }
        return versions;
    }
}
