package dev.forebay.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with a symmetric key: AES-256 in Galois/Counter mode, under a key and a nonce of each message's own, which
 * HKDF-SHA-256 makes of the material and a random salt. So a material never wears out, as one would by four thousand
 * million random nonces.
 */
final class SymmetricCipher {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final byte[] PURPOSE = "forebay kms message 1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;

    private final Materials materials;

    SymmetricCipher(Materials materials) {
        this.materials = materials;
    }

    /** Encrypts with a key's newest material. */
    byte[] encrypt(KeyRecord key, byte[] plaintext, Map<String, String> context) {
        byte[] salt = materials.bytes(Ciphertext.SALT_BYTES);
        byte[] head = Ciphertext.head(key.name(), key.current().number(), salt);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, secret(key, key.current()), salt, head, context).doFinal(plaintext);
            return ByteBuffer.allocate(head.length + sealed.length).put(head).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + CIPHER, e);
        }
    }

    /** Decrypts with the material that encrypted. */
    byte[] decrypt(KeyRecord key, Ciphertext blob, Map<String, String> context) {
        Version version = key.versions().stream().filter(one -> one.number() == blob.number()).findFirst().orElseThrow(KmsErrors::invalidCiphertext);
        try {
            return cipher(Cipher.DECRYPT_MODE, secret(key, version), blob.salt(), blob.head(), context).doFinal(blob.sealed());
        } catch (GeneralSecurityException notWhatWasEncrypted) {
            throw KmsErrors.invalidCiphertext();
        }
    }

    private SecretKey secret(KeyRecord key, Version version) {
        return ((Material.Secret) materials.open(key, version)).key();
    }

    private static Cipher cipher(int mode, SecretKey material, byte[] salt, byte[] head, Map<String, String> context) throws GeneralSecurityException {
        byte[] derived = KDF.getInstance("HKDF-SHA256").deriveData(
                HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(PURPOSE, KEY_BYTES + NONCE_BYTES));
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(derived, 0, KEY_BYTES, "AES"),
                    new GCMParameterSpec(Ciphertext.TAG_BYTES * 8, derived, KEY_BYTES, NONCE_BYTES));
            cipher.updateAAD(head);
            cipher.updateAAD(EncryptionContext.canonical(context));
            return cipher;
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }
}
