package dev.forebay.sns;

import java.util.Base64;

/**
 * A message attribute as it was published, checked.
 *
 * @param type   {@code String}, {@code String.Array}, {@code Number} or {@code Binary}, perhaps with a suffix such as {@code Number.int}
 * @param text   the value; empty when the attribute is binary
 * @param binary the value of a binary attribute; empty for any other. Not to be changed
 */
record MessageAttribute(String type, String text, byte[] binary) {
    private static final byte[] NONE = {};

    static MessageAttribute ofText(String type, String text) {
        return new MessageAttribute(type, text, NONE);
    }

    static MessageAttribute ofBinary(String type, byte[] binary) {
        return new MessageAttribute(type, "", binary);
    }

    boolean isBinary() {
        return type.equals("Binary") || type.startsWith("Binary.");
    }

    /** The value as envelopes show it: bytes in base64. */
    String shown() {
        return isBinary() ? Base64.getEncoder().encodeToString(binary) : text;
    }
}
