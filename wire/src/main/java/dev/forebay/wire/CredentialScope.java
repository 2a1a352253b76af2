package dev.forebay.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service that a request was signed for: {@code Credential=AKID/20260101/us-east-1/sqs/aws4_request}. */
final class CredentialScope {

    private static final Pattern SCOPE = Pattern.compile("Credential=[^,\\s&]*/\\d{8}/[^/,\\s&]*/([^/,\\s&]+)/aws4_request");

    private CredentialScope() {}

    /** From the Authorization header, or from the query string of a presigned request. Not yet verified by anybody. */
    static Optional<String> service(WireRequest request) {
        return request.headers().first("Authorization").flatMap(CredentialScope::find)
                .or(() -> request.query().contains("X-Amz-Credential=") ? find(decoded(request.query())) : Optional.empty());
    }

    private static Optional<String> find(String text) {
        Matcher scope = SCOPE.matcher(text);
        return scope.find() ? Optional.of(scope.group(1)) : Optional.empty();
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
