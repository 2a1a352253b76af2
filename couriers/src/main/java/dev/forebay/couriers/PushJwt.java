package dev.forebay.couriers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A signed statement about who is calling: a JSON Web Token in its compact form. */
final class PushJwt {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private PushJwt() {}

    /** Signed with a P-256 key. */
    static String es256(String keyId, Map<String, Object> claims, PrivateKey key) {
        return signed("ES256", "SHA256withECDSAinP1363Format", keyId, claims, key);
    }

    /** Signed with an RSA key. */
    static String rs256(String keyId, Map<String, Object> claims, PrivateKey key) {
        return signed("RS256", "SHA256withRSA", keyId, claims, key);
    }

    private static String signed(String name, String algorithm, String keyId, Map<String, Object> claims, PrivateKey key) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", name);
        header.put("typ", "JWT");
        if (!keyId.isEmpty()) {
            header.put("kid", keyId);
        }
        String text = encoded(header) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the private key cannot sign with " + name);
        }
    }

    private static String encoded(Map<String, Object> part) {
        return BASE64.encodeToString(PushJson.write(part).getBytes(StandardCharsets.UTF_8));
    }
}
