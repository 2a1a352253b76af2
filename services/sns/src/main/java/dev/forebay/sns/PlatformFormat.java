package dev.forebay.sns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * How the records of platform applications and endpoints are laid out: a version byte, then what the record says. Text
 * is its length (4) and its UTF-8.
 */
final class PlatformFormat {
    private PlatformFormat() {}

    static byte[] write(byte version, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(version);
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** {@code what}: what the record is of, for the report when it is damaged. */
    static <R> R read(byte version, byte[] bytes, String what, Reader<R> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte found = in.readByte();
            if (found != version) {
                throw new IllegalStateException("format " + found + " of " + what + " is not known to this version");
            }
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the record of " + what + " is too short", e);
        }
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] utf8 = in.readNBytes(length);
        if (utf8.length < length) {
            throw new java.io.EOFException();
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    interface Reader<R> {
        R read(DataInputStream in) throws IOException;
    }
}
