package dev.forebay.kms;

import dev.forebay.runtime.Bytes;

/**
 * Another name of a key. Stored in the ALIAS table.
 *
 * @param name  with its prefix: {@code alias/orders}
 * @param keyId of a key in the same account and region
 */
record Alias(String name, String keyId, long createdAt, long updatedAt) {
    static final String PREFIX = "alias/";

    /** AWS: what begins like this is AWS's own. */
    static final String RESERVED = "alias/aws/";

    /** What services that keep secrets of their own call their keys. Nobody else can. */
    static final String SERVICES_OWN = "alias/aws-owned/";

    private static final byte VERSION = 1;

    Alias pointingAt(String otherKey, long now) {
        return new Alias(name, otherKey, createdAt, now);
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.text(out, keyId);
            out.writeLong(createdAt);
            out.writeLong(updatedAt);
        });
    }

    static Alias read(String name, byte[] bytes) {
        return Bytes.read(bytes, VERSION, "an alias", in -> new Alias(name, Bytes.text(in), in.readLong(), in.readLong()));
    }
}
