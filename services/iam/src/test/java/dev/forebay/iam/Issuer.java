package dev.forebay.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** An OpenID Connect issuer that signs whatever it is asked to. */
final class Issuer implements IssuerKeys {
    static final String URL = "https://login.example.com/realm";

    private RSAKey key = newKey("one");
    private String shown = jwks();
    private boolean isUp = true;
    int asked;

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /** Signs with another key from now on; who remembers the old ones does not know it. */
    void rotate() {
        key = newKey("two");
    }

    void goDown() {
        isUp = false;
    }

    @Override
    public String of(URI issuer, boolean fresh) {
        asked++;
        if (!isUp || !issuer.toString().equals(URL)) {
            throw new Unreachable(issuer + " does not answer");
        }
        shown = fresh ? jwks() : shown;
        return shown;
    }

    /** A token for a client called app and a subject called alice, but for what {@code more} says. */
    String token(Instant now, Consumer<JWTClaimsSet.Builder> more) {
        return signed(now, more, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key);
    }

    /** One that somebody else signed under this issuer's name. */
    String forged(Instant now) {
        return signed(now, _ -> {}, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), newKey(key.getKeyID()));
    }

    private static String signed(Instant now, Consumer<JWTClaimsSet.Builder> more, JWSHeader header, RSAKey key) {
        JWTClaimsSet.Builder claims = claims(now);
        more.accept(claims);
        SignedJWT jwt = new SignedJWT(header, claims.build());
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }

    static JWTClaimsSet.Builder claims(Instant now) {
        return new JWTClaimsSet.Builder().issuer(URL).subject("alice").audience("app")
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plusSeconds(600)));
    }
}
