package dev.forebay.identity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request says of its signature, in its headers or in its query; nothing of it is believed yet.
 *
 * @param scope         the credential's parts
 * @param signedHeaders names of the signed headers: lower case if it is to be right, sorted, each once
 * @param signature     hexadecimal
 * @param date          when it was signed
 * @param lifetime      how long a presigned URL says that it is good for; empty for a header
 * @param token         the session token; empty for long-lived credentials
 * @param presigned     whether it stands in the query
 */
record SignatureClaim(CredentialScope scope, List<String> signedHeaders, String signature, AmzDate date, Optional<Duration> lifetime,
        Optional<String> token, boolean presigned) {

    private static final String SCHEME = "AWS4-";

    /**
     * Reads what there is; empty when nobody signed.
     *
     * @throws AuthenticationRefused IncompleteSignature and the like when there is a signature that cannot be read
     */
    static Optional<SignatureClaim> of(SentRequest request) {
        List<String> authorization = request.headers().all("authorization");
        PresignedQuery query = PresignedQuery.of(request.query());
        if (!authorization.isEmpty() && query.isSigned()) {
            throw new AuthenticationRefused("SignatureDoesNotMatch", 403,
                    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.");
        }
        if (query.isSigned()) {
            return Optional.of(query.claim(line(request.headers(), "x-amz-security-token")));
        }
        return authorization.isEmpty() ? Optional.empty() : Optional.of(ofHeader(request.headers(), authorization));
    }

    private static SignatureClaim ofHeader(HeaderLines headers, List<String> authorization) {
        String value = String.join(",", authorization);
        if (!value.startsWith(SCHEME)) {
            // AWS: another scheme is as good as none, except that nobody is let in as anonymous who meant to be somebody.
            throw AuthenticationRefused.missingToken();
        }
        SignedHeader header = SignedHeader.parse(value);
        AmzDate date = date(line(headers, "x-amz-date").or(() -> line(headers, "date")).orElseThrow(() -> incomplete(
                "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")));
        return new SignatureClaim(header.scope(), names(header.signedHeaders()), header.signature(), date, Optional.empty(),
                line(headers, "x-amz-security-token"), false);
    }

    /** All lines of a header as one, as signatures have it. */
    static Optional<String> line(HeaderLines headers, String name) {
        List<String> lines = headers.all(name);
        return switch (lines.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(lines.getFirst().strip());
            default -> Optional.of(String.join(",", lines));
        };
    }

    static AmzDate date(String text) {
        return AmzDate.parse(text).orElseThrow(() -> incomplete("Date must be in ISO-8601 'basic format'. Got '" + text
                + "'. See http://en.wikipedia.org/wiki/ISO_8601"));
    }

    /** The names in order, whatever order the client wrote them in: it is this order that is signed. */
    static List<String> names(String signedHeaders) {
        return Stream.of(signedHeaders.split(";")).filter(name -> !name.isEmpty()).sorted().distinct().toList();
    }

    static AuthenticationRefused incomplete(String message) {
        return new AuthenticationRefused("IncompleteSignature", 400, message);
    }

    boolean covers(String header) {
        return signedHeaders.contains(header);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "SignatureClaim of " + scope.accessKeyId();
    }
}
