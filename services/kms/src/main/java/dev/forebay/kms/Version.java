package dev.forebay.kms;

import dev.forebay.runtime.Bytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * One material of a key. The newest encrypts, all of them decrypt.
 *
 * @param number    from 1
 * @param createdAt milliseconds since 1970
 * @param origin    how it came to be
 * @param sealed    the secret, sealed by the vault for this key: raw bytes, or a private key in PKCS#8
 * @param publicKey SubjectPublicKeyInfo in DER; empty where there is none
 */
record Version(int number, long createdAt, Origin origin, byte[] sealed, byte[] publicKey) {

    /** How a material came to be. */
    enum Origin { FIRST, AUTOMATIC, ON_DEMAND }

    Version numbered(int other) {
        return new Version(other, createdAt, origin, sealed, publicKey);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(number);
        out.writeLong(createdAt);
        out.writeByte(origin.ordinal());
        Bytes.bytes(out, sealed);
        Bytes.bytes(out, publicKey);
    }

    static Version read(DataInputStream in) throws IOException {
        return new Version(in.readInt(), in.readLong(), Origin.values()[in.readByte()], Bytes.bytes(in), Bytes.bytes(in));
    }

    /** Nothing of what is sealed. */
    @Override
    public String toString() {
        return "Version " + number;
    }
}
