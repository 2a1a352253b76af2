package dev.forebay.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The service that a request was signed for: {@code Credential=AKID/20260101/us-east-1/sqs/aws4_request}. */
final class CredentialScope {

    private static final String START = "Credential=";
    private static final String END = "/aws4_request";
    private static final int DATE_CHARS = "20260101".length();

    private CredentialScope() {}

    /** From the Authorization header, or from the query string of a presigned request. Not yet verified by anybody. */
    static Optional<String> service(WireRequest request) {
        return request.headers().first("Authorization").flatMap(CredentialScope::find)
                .or(() -> request.query().contains("X-Amz-Credential=") ? find(decoded(request.query())) : Optional.empty());
    }

    /** By hand and not by a pattern: it is looked for in every request. */
    private static Optional<String> find(String text) {
        Optional<String> found = Optional.empty();
        int start = text.indexOf(START);
        while (start >= 0 && found.isEmpty()) {
            int end = start + START.length();
            while (end < text.length() && !isDelimiter(text.charAt(end))) {
                end++;
            }
            found = service(text.substring(start + START.length(), end));
            start = text.indexOf(START, end);
        }
        return found;
    }

    private static boolean isDelimiter(char c) {
        return c <= ' ' || c == ',' || c == '&';
    }

    /** Read from the end, as people's access keys may hold slashes. */
    private static Optional<String> service(String credential) {
        int end = credential.length() - END.length();
        int service = credential.lastIndexOf('/', end - 1);
        int region = credential.lastIndexOf('/', service - 1);
        int date = region - DATE_CHARS - 1;
        boolean complete = credential.endsWith(END) && service + 1 < end && date >= 0 && credential.charAt(date) == '/';
        return complete ? Optional.of(credential.substring(service + 1, end)) : Optional.empty();
    }

    private static String decoded(String query) {
        try {
            return URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
