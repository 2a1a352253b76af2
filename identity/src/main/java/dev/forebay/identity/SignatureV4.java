package dev.forebay.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Verifies Signature Version 4, in the Authorization header or in the query of a presigned URL, in AWS's order and words:
 * readable, current, of a key that is known, and right. Refuses by AWS's Query codes; the wire knows their names elsewhere.
 * AWS: the same request is taken again and again while its signature is current. Safe for threads.
 */
public final class SignatureV4 {

    /** How far clocks may be apart. Also how long a signature in a header is good for, and one in a URL that names no end. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private static final String CODE = "SignatureDoesNotMatch";
    private static final int FORBIDDEN = 403;

    /** Of headers that AWS reads, all must be signed; this one is bound by the hash of the body in any case. */
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    private static final String AMZ = "x-amz-";
    private static final String TOKEN = "x-amz-security-token";

    private final Credentials credentials;
    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();

    public SignatureV4(Credentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * Whoever signed; empty when nobody did.
     *
     * @throws AuthenticationRefused when somebody did, and it is not good
     */
    public Optional<Signer> verify(SentRequest request) {
        return SignatureClaim.of(request).map(claim -> verified(request, claim));
    }

    private Signer verified(SentRequest request, SignatureClaim claim) {
        checkCurrent(claim);
        checkCovered(request.headers(), claim);
        checkScope(claim);
        Credentials.Credential credential = credentials.find(claim.scope().accessKeyId(), claim.token());
        String canonical = CanonicalRequest.of(request, claim.signedHeaders(), PayloadHash.of(request));
        String toSign = stringToSign(claim, canonical);
        SigningKeys.SigningKey key = keys.key(claim.scope(), credential.secret());
        if (!isEqual(key.sign(toSign), claim.signature())) {
            throw mismatch(claim, canonical, toSign);
        }
        keys.remember(claim.scope(), key);
        return new Signer(credential.account(), new Region(claim.scope().region()), claim.scope().service(), credential.principal());
    }

    private void checkCurrent(SignatureClaim claim) {
        Instant now = clock.instant();
        Instant signed = claim.date().instant();
        Duration lifetime = claim.lifetime().orElse(SKEW);
        if (signed.isBefore(now.minus(lifetime))) {
            throw refused("Signature expired: " + claim.date().text() + " is now earlier than " + text(now.minus(lifetime))
                    + " (" + text(now) + " - " + spoken(lifetime) + ".)");
        }
        if (signed.isAfter(now.plus(SKEW))) {
            throw refused("Signature not yet current: " + claim.date().text() + " is still later than " + text(now.plus(SKEW))
                    + " (" + text(now) + " + " + spoken(SKEW) + ".)");
        }
    }

    private static String text(Instant instant) {
        return AmzDate.of(instant).text();
    }

    private static String spoken(Duration duration) {
        return duration.toSecondsPart() == 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " sec";
    }

    /** AWS: nobody may add a header that means something to a request that somebody else signed. */
    private static void checkCovered(HeaderLines headers, SignatureClaim claim) {
        if (!claim.covers(CanonicalRequest.HOST) && !claim.covers(CanonicalRequest.AUTHORITY)) {
            throw refused("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (String name : headers.names()) {
            if (isAmz(name) && !claim.covers(name.toLowerCase(Locale.ROOT)) && !name.equalsIgnoreCase(CONTENT_HASH)) {
                throw refused("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
    }

    private static boolean isAmz(String name) {
        return name.regionMatches(true, 0, AMZ, 0, AMZ.length());
    }

    private static void checkScope(SignatureClaim claim) {
        CredentialScope scope = claim.scope();
        if (!Region.isValid(scope.region())) {
            throw refused("Credential should be scoped to a valid region, not '" + scope.region() + "'.");
        }
        if (!scope.date().equals(claim.date().day())) {
            throw refused("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '" + scope.date()
                    + "' != '" + claim.date().day() + "', from '" + claim.date().text() + "'.");
        }
    }

    private static String stringToSign(SignatureClaim claim, String canonical) {
        CredentialScope scope = claim.scope();
        return SignedHeader.ALGORITHM + '\n' + claim.date().text() + '\n' + scope.date() + '/' + scope.region() + '/' + scope.service() + '/'
                + CredentialScope.TERMINATOR + '\n' + PayloadHash.sha256(canonical);
    }

    /** Takes the same time wherever the two differ. */
    private static boolean isEqual(byte[] expected, String signature) {
        return MessageDigest.isEqual(HexFormat.of().formatHex(expected).getBytes(StandardCharsets.ISO_8859_1),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    /** AWS: shows what it would have signed, which helps who writes a signer and tells nothing that was not sent. */
    private static AuthenticationRefused mismatch(SignatureClaim claim, String canonical, String toSign) {
        String shown = claim.token().map(token -> canonical.replace(TOKEN + ":" + token, TOKEN + ":…")).orElse(canonical);
        return refused("The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and"
                + " signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'"
                + shown + "'\n\nThe String-to-Sign should have been\n'" + toSign + "'\n");
    }

    private static AuthenticationRefused refused(String message) {
        return new AuthenticationRefused(CODE, FORBIDDEN, message);
    }

    /**
     * Who signed a request, and for what.
     *
     * @param service the signing name of the service, such as {@code sqs}: a signature for one is none for another
     */
    public record Signer(AccountId account, Region region, String service, Principal principal) {}
}
