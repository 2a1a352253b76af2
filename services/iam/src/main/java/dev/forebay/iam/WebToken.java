package dev.forebay.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ID token of an OpenID Connect provider, a signed JWT.
 *
 * @param claims what it says; not to be believed before it is verified
 */
record WebToken(SignedJWT jwt, JWTClaimsSet claims) {
    /** AWS's, and those on other curves. A shared secret signs nothing here. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512,
            JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);
    private static final long SKEW = 60_000;
    private static final long SECOND = 1_000;

    static WebToken read(String text) {
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims.getIssuer() == null || claims.getSubject() == null || claims.getExpirationTime() == null || claims.getAudience().isEmpty()) {
                throw StsErrors.invalidIdentityToken("Missing a required claim");
            }
            return new WebToken(jwt, claims);
        } catch (ParseException | IllegalArgumentException noJwt) {
            throw StsErrors.invalidIdentityToken("The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }
    }

    String issuer() {
        return claims.getIssuer();
    }

    String subject() {
        return claims.getSubject();
    }

    /** The audience that is a client of the provider, when the token is the provider's, for one of its clients, and of now. */
    String verified(OidcProvider provider, StsContext.Tools tools) {
        requireSigned(URI.create(provider.issuer()), tools.issuerKeys());
        long now = tools.clock().millis();
        Date expires = claims.getExpirationTime();
        if (now >= expires.getTime()) {
            throw StsErrors.expiredToken("Token expired: current date/time " + now / SECOND
                    + " must be before the expiration date/time " + expires.getTime() / SECOND);
        }
        requireStarted(claims.getNotBeforeTime(), now);
        requireStarted(claims.getIssueTime(), now);
        return audiences().stream().filter(provider.clients()::contains).findFirst()
                .orElseThrow(() -> StsErrors.invalidIdentityToken("Incorrect token audience"));
    }

    private static void requireStarted(Date start, long now) {
        if (start != null && start.getTime() > now + SKEW) {
            throw StsErrors.invalidIdentityToken("The token is not valid yet: current date/time " + now / SECOND + ", from " + start.getTime() / SECOND);
        }
    }

    /** AWS: the authorized party, where there is one, is the audience. */
    private List<String> audiences() {
        return claims.getClaim("azp") instanceof String party ? List.of(party) : claims.getAudience();
    }

    private void requireSigned(URI issuer, IssuerKeys keys) {
        if (!ALGORITHMS.contains(jwt.getHeader().getAlgorithm())) {
            throw StsErrors.invalidIdentityToken("The algorithm " + jwt.getHeader().getAlgorithm() + " is not one that tokens are signed with");
        }
        try {
            // A key that is not known yet may be one that the issuer has begun to use since.
            if (!isSigned(keys.of(issuer, false)) && !isSigned(keys.of(issuer, true))) {
                throw StsErrors.invalidIdentityToken("Couldn't retrieve verification key from your identity provider,  "
                        + "please reference AssumeRoleWithWebIdentity documentation for requirements");
            }
        } catch (IssuerKeys.Unreachable e) {
            throw StsErrors.idpCommunication("Couldn't retrieve verification key from your identity provider: " + e.getMessage());
        }
    }

    private boolean isSigned(String jwks) {
        try {
            JWKSelector fitting = new JWKSelector(JWKMatcher.forJWSHeader(jwt.getHeader()));
            for (JWK key : fitting.select(JWKSet.parse(jwks))) {
                if (key instanceof AsymmetricJWK asymmetric && jwt.verify(
                        new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), asymmetric.toPublicKey()))) {
                    return true;
                }
            }
            return false;
        } catch (ParseException | JOSEException unusable) {
            throw new IssuerKeys.Unreachable("its keys are not usable");
        }
    }

    /** The condition keys that trust policies speak of: {@code accounts.example.com:sub} and the like. */
    Map<String, List<String>> keys(OidcProvider provider, String audience, String sessionName) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put(provider.url() + ":aud", List.of(audience));
        keys.put(provider.url() + ":sub", List.of(subject()));
        keys.put("sts:RoleSessionName", List.of(sessionName));
        if (claims.getClaim("azp") instanceof String) {
            keys.put(provider.url() + ":oaud", claims.getAudience());
        }
        if (claims.getClaim("amr") instanceof List<?> methods) {
            keys.put(provider.url() + ":amr", methods.stream().map(String::valueOf).toList());
        }
        return keys;
    }
}
