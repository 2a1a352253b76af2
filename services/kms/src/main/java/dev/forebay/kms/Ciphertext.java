package dev.forebay.kms;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a symmetric key encrypted, as callers keep it:
 *
 * <pre>
 *   0         1                17          21         37
 *   | version | id of the key  | number of | salt     | ciphertext, and its tag of 16 bytes …
 *   |    1    |      16        | material 4|   16     |
 * </pre>
 *
 * Everything before the ciphertext is authenticated with it.
 *
 * @param head   the first 37 bytes
 * @param keyId  of the key, which is found by it
 * @param number of the key's material
 * @param sealed ciphertext and tag
 */
record Ciphertext(byte[] head, String keyId, int number, byte[] salt, byte[] sealed) {
    static final int SALT_BYTES = 16;
    static final int TAG_BYTES = 16;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + KeyName.ID_BYTES + Integer.BYTES + SALT_BYTES;

    /** Everything but the ciphertext. */
    static byte[] head(KeyName name, int number, byte[] salt) {
        return ByteBuffer.allocate(HEAD_BYTES).put(VERSION).put(name.idBytes()).putInt(number).put(salt).array();
    }

    /** Reads what a caller brought; empty for what cannot be one. */
    static Optional<Ciphertext> read(byte[] blob) {
        if (blob.length <= HEAD_BYTES + TAG_BYTES || blob[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(blob, 1, blob.length - 1);
        String keyId = KeyName.id(in);
        int number = in.getInt();
        byte[] salt = new byte[SALT_BYTES];
        in.get(salt);
        return Optional.of(new Ciphertext(Arrays.copyOf(blob, HEAD_BYTES), keyId, number, salt, Arrays.copyOfRange(blob, HEAD_BYTES, blob.length)));
    }
}
