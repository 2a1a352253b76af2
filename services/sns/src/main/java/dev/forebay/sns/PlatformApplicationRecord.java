package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is kept of a platform application. Stored in the APPLICATION table:
 *
 * <pre>
 *   | version 2 | incarnation | created at | count | name, value … | length | credentials, sealed by the vault |
 *   |     1     |      8      |     8      |   4   |     text      |   4    |                                  |
 *
 *   credentials: | version 1 | count | name, value … |
 *                |     1     |   4   |     text      |
 * </pre>
 *
 * The credentials are bound to the ARN and to everything before them. In version 1 they were among the other attributes; see {@link SealedRows}.
 */
record PlatformApplicationRecord(long incarnation, long createdAt, Map<String, String> attributes) {
    private static final byte CREDENTIALS = 1;

    PlatformApplicationRecord with(Map<String, String> changed) {
        return new PlatformApplicationRecord(incarnation, createdAt, changed);
    }

    byte[] write(String arn, Vault vault) {
        Map<String, String> open = new TreeMap<>(attributes);
        Map<String, String> secret = new TreeMap<>(attributes);
        open.keySet().removeAll(PlatformAttributes.SECRET);
        secret.keySet().retainAll(PlatformAttributes.SECRET);
        byte[] head = Bytes.write(SealedRows.SEALED, out -> {
            out.writeLong(incarnation);
            out.writeLong(createdAt);
            Bytes.map(out, open);
        });
        byte[] sealed = vault.seal(Bytes.write(CREDENTIALS, out -> Bytes.map(out, secret)), context(arn, head));
        return ByteBuffer.allocate(head.length + Integer.BYTES + sealed.length).put(head).putInt(sealed.length).put(sealed).array();
    }

    static PlatformApplicationRecord read(String arn, byte[] row, Vault vault) {
        return SealedRows.isInTheClear(row)
                ? Bytes.read(row, SealedRows.IN_THE_CLEAR, arn, in -> toItsEnd(arn, in, head(in)))
                : Bytes.read(row, SealedRows.SEALED, arn, in -> {
                    PlatformApplicationRecord head = head(in);
                    byte[] context = context(arn, Arrays.copyOf(row, row.length - in.available()));
                    return toItsEnd(arn, in, head.opened("the credentials of " + arn, Bytes.bytes(in), context, vault));
                });
    }

    private static PlatformApplicationRecord head(DataInputStream in) throws IOException {
        return new PlatformApplicationRecord(in.readLong(), in.readLong(), new TreeMap<>(Bytes.map(in)));
    }

    private PlatformApplicationRecord opened(String what, byte[] sealed, byte[] context, Vault vault) {
        byte[] credentials = SealedRows.named(what, () -> vault.open(sealed, context));
        Map<String, String> all = new TreeMap<>(attributes);
        all.putAll(Bytes.read(credentials, CREDENTIALS, what, Bytes::map));
        return with(all);
    }

    /** A sealed row that says it was not is too long. To go on would be to forget its credentials. */
    private static PlatformApplicationRecord toItsEnd(String arn, DataInputStream in, PlatformApplicationRecord read) throws IOException {
        if (in.available() > 0) {
            throw new IllegalStateException("the record of " + arn + " is too long");
        }
        return read;
    }

    private static byte[] context(String arn, byte[] head) {
        byte[] place = ("sns/" + arn + "/").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(place.length + head.length).put(place).put(head).array();
    }

    /** Without the values: there are secrets among them. */
    @Override
    public String toString() {
        return "PlatformApplicationRecord[incarnation=" + incarnation + ", attributes=" + attributes.keySet() + "]";
    }
}
