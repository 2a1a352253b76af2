package dev.forebay.sns;

import dev.forebay.runtime.Bytes;
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
 * </pre>
 *
 * Texts are of Java's modified UTF-8 with a length of two bytes.
 */
final class SmsRecords {
    private static final byte VERSION = 1;
    private static final String WHAT = "an entry of the SMS table";

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

    static byte[] write(SmsSandboxNumber number) {
        return Bytes.write(VERSION, out -> {
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

    static SmsSandboxNumber readSandboxNumber(byte[] bytes) {
        return Bytes.read(bytes, VERSION, WHAT, in -> {
            boolean verified = in.readBoolean();
            String password = in.readUTF();
            int attempts = in.readInt();
            long changedAt = in.readLong();
            long[] sentAt = new long[in.readInt()];
            for (int i = 0; i < sentAt.length; i++) {
                sentAt[i] = in.readLong();
            }
            return new SmsSandboxNumber(verified, password, attempts, changedAt, sentAt);
        });
    }
}
