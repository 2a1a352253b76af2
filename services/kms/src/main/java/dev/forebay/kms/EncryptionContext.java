package dev.forebay.kms;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The names and values that a ciphertext is bound to: authenticated, not encrypted, and needed to decrypt. */
final class EncryptionContext {
    /** AWS: as JSON, 8 KiB. */
    private static final int MOST_BYTES = 8_192;

    private EncryptionContext() {}

    static Map<String, String> checked(Map<String, String> given) {
        long bytes = 0;
        for (Map.Entry<String, String> entry : given.entrySet()) {
            if (entry.getValue() == null) {
                throw KmsErrors.validation("1 validation error detected: Value null at 'encryptionContext." + entry.getKey()
                        + ".member' failed to satisfy constraint: Member must not be null");
            }
            bytes += utf8(entry.getKey()).length + utf8(entry.getValue()).length;
        }
        if (bytes > MOST_BYTES) {
            throw KmsErrors.validation("The encryption context is larger than " + MOST_BYTES + " bytes.");
        }
        return given;
    }

    /** The same bytes for equal contexts: by name, each name and value by length (4) and UTF-8. */
    static byte[] canonical(Map<String, String> context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : new TreeMap<>(context).entrySet()) {
                text(out, entry.getKey());
                text(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = utf8(text);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
