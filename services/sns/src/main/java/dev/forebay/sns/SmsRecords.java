package dev.forebay.sns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    private SmsRecords() {}

    static byte[] write(SmsAttributes attributes) {
        return bytes(out -> {
            out.writeInt(attributes.stored().size());
            for (Map.Entry<String, String> entry : attributes.stored().entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeUTF(entry.getValue());
            }
        });
    }

    static SmsAttributes readAttributes(byte[] bytes) {
        return read(bytes, in -> {
            Map<String, String> values = new TreeMap<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                values.put(in.readUTF(), in.readUTF());
            }
            return SmsAttributes.restore(values);
        });
    }

    static byte[] write(SmsOptOut optOut) {
        return bytes(out -> {
            out.writeBoolean(optOut.optedOut());
            out.writeLong(optOut.optedOutAt());
            out.writeLong(optOut.optedInAt());
        });
    }

    static SmsOptOut readOptOut(byte[] bytes) {
        return read(bytes, in -> new SmsOptOut(in.readBoolean(), in.readLong(), in.readLong()));
    }

    static byte[] write(SmsSandboxNumber number) {
        return bytes(out -> {
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
        return read(bytes, in -> {
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

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("SMS format " + version + " is not known to this version");
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("an entry of the SMS table is too short", e);
        }
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }
}
