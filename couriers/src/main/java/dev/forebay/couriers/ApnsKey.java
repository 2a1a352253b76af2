package dev.forebay.couriers;

import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;

/** A signing key from Apple: who signs with it may speak for a team's apps. Its text never shows the key. */
public final class ApnsKey {
    private static final int P256_BITS = 256;

    private final String teamId;
    private final String keyId;
    private final PrivateKey key;

    private ApnsKey(String teamId, String keyId, PrivateKey key) {
        this.teamId = teamId;
        this.keyId = keyId;
        this.key = key;
    }

    /**
     * @param p8 what is in the file that Apple hands out
     * @throws IllegalArgumentException when it is no such key
     */
    public static ApnsKey parse(String teamId, String keyId, String p8) {
        if (teamId.isBlank() || keyId.isBlank()) {
            throw new IllegalArgumentException("a signing key has a team id and a key id");
        }
        PrivateKey key = PushPem.privateKey(p8);
        if (!(key instanceof ECPrivateKey ec) || ec.getParams().getOrder().bitLength() != P256_BITS) {
            throw new IllegalArgumentException("the signing key is not on the curve P-256");
        }
        return new ApnsKey(teamId, keyId, key);
    }

    String teamId() {
        return teamId;
    }

    String keyId() {
        return keyId;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "ApnsKey[team=" + teamId + ", key=" + keyId + "]";
    }
}
