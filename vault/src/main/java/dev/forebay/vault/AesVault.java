package dev.forebay.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256 in Galois/Counter mode under one key:
 *
 * <pre>
 * version 1 · nonce 12 · ciphertext · tag 16
 * </pre>
 *
 * Nonces are random: one key seals far less than the 2^32 secrets that they are good for.
 */
public final class AesVault implements Vault {
    /** Bytes of a master key. */
    public static final int KEY_BYTES = 32;

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final SecretKey key;
    private final Optional<Provider> provider;
    private final SecureRandom random = new SecureRandom();

    public AesVault(byte[] masterKey) {
        this(secret(masterKey), Optional.empty());
    }

    /** With a key that only its provider can use, such as one in a token. */
    AesVault(SecretKey key, Optional<Provider> provider) {
        this.key = key;
        this.provider = provider;
    }

    private static SecretKey secret(byte[] masterKey) {
        if (masterKey.length != KEY_BYTES) {
            throw new IllegalArgumentException("a master key has " + KEY_BYTES + " bytes, not " + masterKey.length);
        }
        return new SecretKeySpec(masterKey, "AES");
    }

    /** With a key that is forgotten when the process ends. */
    public static AesVault inMemory() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new AesVault(key);
    }

    @Override
    public byte[] seal(byte[] secret, byte[] context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length).put(VERSION).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal with " + CIPHER, e);
        }
    }

    @Override
    public byte[] open(byte[] sealed, byte[] context) {
        if (sealed.length < 1 + NONCE_BYTES + TAG_BITS / 8 || sealed[0] != VERSION) {
            throw new SealBroken("not something that this vault sealed", null);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        ByteBuffer.wrap(sealed, 1, NONCE_BYTES).get(nonce);
        try {
            int at = 1 + NONCE_BYTES;
            return cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(sealed, at, sealed.length - at);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new SealBroken("sealed under another master key or for something else, or damaged", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] context) throws GeneralSecurityException {
        Cipher cipher = provider.isPresent() ? Cipher.getInstance(CIPHER, provider.get()) : Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context);
        return cipher;
    }
}
