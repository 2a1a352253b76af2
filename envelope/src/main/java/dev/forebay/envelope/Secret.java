package dev.forebay.envelope;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of a service's own: names things on disk without telling what they are. Equal things have equal names; without the secret
 * nobody can try which thing a name belongs to. Any thread.
 */
public final class Secret {
    private final byte[] row;
    private final SecretKeySpec key;

    /** Wipes the array that it is given. */
    Secret(byte[] row, byte[] secret) {
        this.row = row;
        this.key = new SecretKeySpec(secret, "HmacSHA256");
        Arrays.fill(secret, (byte) 0);
    }

    /** What is to be stored: the secret, encrypted by KMS. */
    public byte[] row() {
        return row.clone();
    }

    /** A name of 32 bytes: HMAC-SHA256. */
    public byte[] name(byte[] thing) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(thing);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }
}
