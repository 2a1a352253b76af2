package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.io.DataInputStream;
import java.io.IOException;
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
        return SealedRows.write(head, Bytes.write(CREDENTIALS, out -> Bytes.map(out, secret)), place(arn), vault);
    }

    static PlatformApplicationRecord read(String arn, byte[] row, Vault vault) {
        return SealedRows.isInTheClear(row)
                ? Bytes.read(row, SealedRows.IN_THE_CLEAR, arn, in -> SealedRows.toItsEnd(arn, in, head(in)))
                : Bytes.read(row, SealedRows.SEALED, arn, in -> {
                    PlatformApplicationRecord head = head(in);
                    String what = "the credentials of " + arn;
                    byte[] credentials = SealedRows.open(what, row, in, place(arn), vault);
                    return SealedRows.toItsEnd(arn, in, head.with(what, credentials));
                });
    }

    private static PlatformApplicationRecord head(DataInputStream in) throws IOException {
        return new PlatformApplicationRecord(in.readLong(), in.readLong(), new TreeMap<>(Bytes.map(in)));
    }

    private PlatformApplicationRecord with(String what, byte[] credentials) {
        Map<String, String> all = new TreeMap<>(attributes);
        all.putAll(Bytes.read(credentials, CREDENTIALS, what, Bytes::map));
        return with(all);
    }

    private static String place(String arn) {
        return "sns/" + arn + "/";
    }

    /** Without the values: there are secrets among them. */
    @Override
    public String toString() {
        return "PlatformApplicationRecord[incarnation=" + incarnation + ", attributes=" + attributes.keySet() + "]";
    }
}
