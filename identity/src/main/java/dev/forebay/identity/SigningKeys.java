package dev.forebay.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that requests are signed with: derived from a secret for one day, region and service, and remembered once a
 * signature was right, so that strangers cannot make the server forget. Safe for threads.
 */
final class SigningKeys {

    /** A kilobyte each; more keys than this in use at a time cost four HMACs a request. */
    private static final int LIMIT = 4_096;

    private static final String MAC = "HmacSHA256";

    private final ConcurrentMap<CredentialScope, SigningKey> known = new ConcurrentHashMap<>();

    /** The key for a scope, from memory if it is there. */
    SigningKey key(CredentialScope scope, String secret) {
        SigningKey remembered = known.get(scope);
        return remembered != null && remembered.secret.equals(secret) ? remembered : derived(scope, secret);
    }

    private static SigningKey derived(CredentialScope scope, String secret) {
        byte[] day = hmac(mac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8)), scope.date());
        byte[] region = hmac(mac(day), scope.region());
        byte[] service = hmac(mac(region), scope.service());
        return new SigningKey(secret, mac(hmac(mac(service), CredentialScope.TERMINATOR)));
    }

    /** To be called once a signature with it was right. */
    void remember(CredentialScope scope, SigningKey key) {
        if (known.get(scope) == key) {
            return;
        }
        if (known.size() >= LIMIT) {
            known.clear(); // once a day at most, when yesterday's keys are left
        }
        known.put(scope, key);
    }

    private static byte[] hmac(Mac mac, String text) {
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    /** One key. The MAC is never used itself, only its copies: setting one up takes longer than using it. */
    static final class SigningKey {

        private final String secret;
        private final Mac mac;

        private SigningKey(String secret, Mac mac) {
            this.secret = secret;
            this.mac = mac;
        }

        byte[] sign(String text) {
            try {
                return hmac((Mac) mac.clone(), text);
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the JDK's own " + MAC + " can be copied", e);
            }
        }
    }
}
