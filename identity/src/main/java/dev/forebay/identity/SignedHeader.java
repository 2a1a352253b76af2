package dev.forebay.identity;

import java.util.StringJoiner;

/**
 * The Authorization header of Signature Version 4, taken apart but not verified:
 * <pre>
 * AWS4-HMAC-SHA256 Credential=AKID/20261121/us-east-1/sqs/aws4_request, SignedHeaders=host;x-amz-date, Signature=0123…
 * </pre>
 *
 * @param scope         the credential's parts
 * @param signedHeaders names of the signed headers, separated by semicolons
 * @param signature     the signature, hexadecimal
 */
public record SignedHeader(CredentialScope scope, String signedHeaders, String signature) {

    /** The one algorithm. AWS: SigV4a's {@code AWS4-ECDSA-P256-SHA256} serves multi-region endpoints, which are not here. */
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final String CODE = "IncompleteSignature";
    private static final int STATUS = 400;

    /**
     * Reads the header's value.
     *
     * @throws AuthenticationRefused IncompleteSignature, in AWS's words for what is missing
     */
    public static SignedHeader parse(String authorization) {
        if (!authorization.startsWith(ALGORITHM) || authorization.length() == ALGORITHM.length()
                || authorization.charAt(ALGORITHM.length()) > ' ') {
            throw incomplete("Authorization header requires '" + ALGORITHM + "' as its algorithm. Authorization="
                    + algorithmOf(authorization));
        }
        String credential = "";
        String signedHeaders = "";
        String signature = "";
        for (int from = ALGORITHM.length(); from < authorization.length(); ) {
            int comma = authorization.indexOf(',', from);
            int to = comma < 0 ? authorization.length() : comma;
            String pair = authorization.substring(from, to).strip();
            if (pair.startsWith("Credential=")) {
                credential = pair.substring("Credential=".length());
            } else if (pair.startsWith("SignedHeaders=")) {
                signedHeaders = pair.substring("SignedHeaders=".length());
            } else if (pair.startsWith("Signature=")) {
                signature = pair.substring("Signature=".length());
            } else if (pair.indexOf('=') < 0) {
                throw incomplete("'" + pair + "' not a valid key=value pair (missing equal-sign) in Authorization header.");
            }
            from = to + 1;
        }
        requireAll(credential, signedHeaders, signature);
        return new SignedHeader(scope(credential), signedHeaders, signature);
    }

    /** The scope of a credential that must be there. */
    static CredentialScope scope(String credential) {
        return CredentialScope.parse(credential).orElseThrow(() -> incomplete(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                        + credential + "'"));
    }

    private static void requireAll(String credential, String signedHeaders, String signature) {
        StringJoiner missing = new StringJoiner(" ");
        missing.setEmptyValue("");
        requireOne(missing, "Credential", credential);
        requireOne(missing, "Signature", signature);
        requireOne(missing, "SignedHeaders", signedHeaders);
        if (missing.length() > 0) {
            throw incomplete(missing.toString());
        }
    }

    private static void requireOne(StringJoiner missing, String name, String value) {
        if (value.isEmpty()) {
            missing.add("Authorization header requires '" + name + "' parameter.");
        }
    }

    /** The first word only: what follows may be a secret of another scheme. */
    private static String algorithmOf(String authorization) {
        int space = authorization.indexOf(' ');
        return space < 0 ? "…" : authorization.substring(0, space);
    }

    private static AuthenticationRefused incomplete(String message) {
        return new AuthenticationRefused(CODE, STATUS, message);
    }
}
