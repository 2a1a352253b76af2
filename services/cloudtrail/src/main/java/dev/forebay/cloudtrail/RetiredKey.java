package dev.forebay.cloudtrail;

import dev.forebay.runtime.Bytes;

/**
 * What is left of a key pair that signed once: enough to verify what it signed. Its private key is gone. Immutable.
 *
 * <pre>
 *   version 2 (1) | public key: length (4), bytes | made at (8) | retired at (8)
 * </pre>
 *
 * @param open  the public key, PKCS#1
 * @param from  when it was made
 * @param until when another took its place
 */
record RetiredKey(byte[] open, long from, long until) {

    private static final byte VERSION = 2;

    static boolean is(byte[] row) {
        return row.length > 0 && row[0] == VERSION;
    }

    static RetiredKey of(SigningKey key, long now) {
        return new RetiredKey(key.open(), key.from(), Math.max(now, key.from()));
    }

    byte[] write() {
        return Bytes.write(VERSION, out -> {
            Bytes.bytes(out, open);
            out.writeLong(from);
            out.writeLong(until);
        });
    }

    static RetiredKey read(byte[] row) {
        return Bytes.read(row, VERSION, "a retired signing key", in -> new RetiredKey(Bytes.bytes(in), in.readLong(), in.readLong()));
    }
}
