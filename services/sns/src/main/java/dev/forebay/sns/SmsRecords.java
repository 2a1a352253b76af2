package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
import dev.forebay.vault.Vault;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the SMS table holds, as bytes. Keys are {@code account/region/kind/key}, in UTF-8:
 *
 * <pre>
 *   kind        key             value
 *   attributes  empty           | version | count (4) | name, value … |
 *   opt-out     phone number    | version | opted out | opted out at (8) | opted in at (8) |
 *   sandbox     phone number    | version | verified | password | attempts (4) | changed at (8) | sent: count (4), each (8) |
 *               or              | version 2 | as before, the password empty | length (4), password, sealed by the vault |
 * </pre>
 *
 * A password is sealed, bound to its key and to everything before it. Earlier builds had it in the clear, in version 1; see
 * {@link SealedRows}. Texts are of Java's modified UTF-8 with a length of two bytes.
 */
final class SmsRecords {
    private static final byte VERSION = 1;
    private static final String WHAT = "an entry of the SMS table";

    private static final String PASSWORD = "a one-time password of the SMS sandbox";

    private SmsRecords() {}

    static byte[] write(SmsAttributes attributes) {
        return Bytes.write(VERSION, out -> {
            out.writeInt(attributes.stored().size());
            for (Map.Entry<String, String> entry : attributes.stored().entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        });
    }

    static SmsAttributes readAttributes(byte[] bytes) {
        return Bytes.read(bytes, VERSION, WHAT, in -> {
            Map<String, String> values = new TreeMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                values.put(in.readUTF(), in.readUTF());
            }
            return SmsAttributes.restore(values);
        });
    }

    static byte[] write(SmsOptOut optOut) {
        return Bytes.write(VERSION, out -> {
            out.writeBoolean(optOut.optedOut());
            out.writeLong(optOut.optedOutAt());
            out.writeLong(optOut.optedInAt());
        });
    }

    static SmsOptOut readOptOut(byte[] bytes) {
        return Bytes.read(bytes, VERSION, WHAT, in -> new SmsOptOut(in.readBoolean(), in.readLong(), in.readLong()));
    }

    /** {@code key}: what the row's key says. */
    static byte[] write(SmsSandboxNumber number, String key, Vault vault) {
        if (number.password().isEmpty()) {
            return head(SealedRows.IN_THE_CLEAR, number);
        }
        byte[] head = head(SealedRows.SEALED, number.withPassword(""));
        return SealedRows.write(head, number.password().getBytes(StandardCharsets.UTF_8), place(key), vault);
    }

    private static byte[] head(byte version, SmsSandboxNumber number) {
        return Bytes.write(version, out -> {
            out.writeBoolean(number.verified());
            out.writeUTF(number.password());
            out.writeInt(number.attempts());
            out.writeLong(number.changedAt());
            out.writeInt(number.sentAt().length);
            for (long sent : number.sentAt()) {
                out.writeLong(sent);
            }
        });
    }

    static SmsSandboxNumber readSandboxNumber(byte[] row, String key, Vault vault) {
        return SealedRows.isInTheClear(row)
                ? Bytes.read(row, SealedRows.IN_THE_CLEAR, PASSWORD, in -> SealedRows.toItsEnd(PASSWORD, in, head(in)))
                : Bytes.read(row, SealedRows.SEALED, PASSWORD, in -> {
                    SmsSandboxNumber head = head(in);
                    byte[] password = SealedRows.open(PASSWORD, row, in, place(key), vault);
                    return SealedRows.toItsEnd(PASSWORD, in, head.withPassword(new String(password, StandardCharsets.UTF_8)));
                });
    }

    private static SmsSandboxNumber head(DataInputStream in) throws IOException {
        boolean verified = in.readBoolean();
        String password = in.readUTF();
        int attempts = in.readInt();
        long changedAt = in.readLong();
        int count = in.readInt();
        if (count < 0 || count > in.available() / Long.BYTES) {
            throw new EOFException();
        }
        long[] sentAt = new long[count];
        for (int i = 0; i < sentAt.length; i++) {
            sentAt[i] = in.readLong();
        }
        return new SmsSandboxNumber(verified, password, attempts, changedAt, sentAt);
    }

    private static String place(String key) {
        return "sns/sms/" + key + "/";
    }
}
