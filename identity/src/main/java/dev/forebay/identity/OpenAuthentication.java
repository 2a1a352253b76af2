package dev.forebay.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Authentication that believes what it is told: any credentials, for development. An access key id of 12 digits is the
 * account, any other means {@link AccountId#DEFAULT}; so does no credential at all. The region is the credential's.
 * Stateless.
 */
public final class OpenAuthentication {

    private static final String PRESIGNED = "X-Amz-Credential=";

    private OpenAuthentication() {}

    /**
     * Tells who calls.
     *
     * @param authorization the Authorization header, when there is one
     * @param query         the query string, still encoded
     * @param endpoint      scheme and authority that the caller reached the server under
     * @throws AuthenticationRefused IncompleteSignature when there is a signature that cannot be read
     */
    public static Caller authenticate(Optional<String> authorization, String query, String endpoint) {
        Optional<CredentialScope> scope = authorization.isPresent()
                ? Optional.of(SignedHeader.parse(authorization.get()).scope())
                : presigned(query);
        return scope.map(known -> caller(known, endpoint))
                .orElseGet(() -> Caller.root(AccountId.DEFAULT, Region.DEFAULT, endpoint));
    }

    private static Optional<CredentialScope> presigned(String query) {
        int at = query.indexOf(PRESIGNED);
        if (at < 0 || at > 0 && query.charAt(at - 1) != '&') {
            return Optional.empty();
        }
        int from = at + PRESIGNED.length();
        int to = query.indexOf('&', from);
        String encoded = query.substring(from, to < 0 ? query.length() : to);
        return Optional.of(SignedHeader.scope(decoded(encoded)));
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded; // a broken escape: no scope can be read from it, and the refusal quotes it
        }
    }

    private static Caller caller(CredentialScope scope, String endpoint) {
        AccountId account = AccountId.isValid(scope.accessKeyId()) ? new AccountId(scope.accessKeyId()) : AccountId.DEFAULT;
        Region region = Region.isValid(scope.region()) ? new Region(scope.region()) : Region.DEFAULT;
        return Caller.root(account, region, endpoint);
    }
}
