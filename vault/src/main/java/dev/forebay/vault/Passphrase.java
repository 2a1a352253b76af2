package dev.forebay.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A master key that is made of words that somebody knows: PBKDF2 with HMAC-SHA-256, a salt and many rounds. What it takes to
 * make it again is stored: rounds (4), salt (16).
 */
public final class Passphrase implements MasterKey {
    /** OWASP's figure for this function. */
    static final int ROUNDS = 600_000;

    private static final int SALT_BYTES = 16;

    /** Fewer are guessed. */
    private static final int LEAST_CHARACTERS = 12;

    private final char[] words;

    private Passphrase(char[] words) {
        this.words = words;
    }

    /** @throws VaultLocked when it is too short to protect anything */
    public static Passphrase of(String words) {
        if (words.length() < LEAST_CHARACTERS) {
            throw new VaultLocked("a passphrase of fewer than " + LEAST_CHARACTERS + " characters is guessed too soon");
        }
        return new Passphrase(words.toCharArray());
    }

    @Override
    public Kind kind() {
        return Kind.PASSPHRASE;
    }

    @Override
    public String toString() {
        return "the passphrase";
    }

    @Override
    public Fresh create() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] parameters = ByteBuffer.allocate(Integer.BYTES + SALT_BYTES).putInt(ROUNDS).put(salt).array();
        return new Fresh(open(parameters), parameters);
    }

    @Override
    public Vault open(byte[] parameters) {
        ByteBuffer in = ByteBuffer.wrap(parameters);
        int rounds = in.getInt();
        byte[] salt = new byte[in.remaining()];
        in.get(salt);
        if (rounds < ROUNDS || salt.length != SALT_BYTES) {
            throw new VaultLocked("what is stored of the passphrase is damaged");
        }
        PBEKeySpec spec = new PBEKeySpec(words, salt, rounds, AesVault.KEY_BYTES * 8);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
            Vault vault = new AesVault(key);
            Arrays.fill(key, (byte) 0);
            return vault;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }
}
