package dev.forebay.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of a query string that a presigned URL is made of: {@code X-Amz-Algorithm}, {@code X-Amz-Credential} … */
final class PresignedQuery {

    private static final String PREFIX = "X-Amz-";
    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String SIGNATURE = "X-Amz-Signature";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final String DATE = "X-Amz-Date";
    private static final List<String> NEEDED = List.of(ALGORITHM, CREDENTIAL, SIGNATURE, SIGNED_HEADERS, DATE);

    /** AWS: a week. */
    private static final int MAX_EXPIRES = 604_800;

    private static final PresignedQuery NONE = new PresignedQuery(Map.of());

    private final Map<String, String> parameters;

    private PresignedQuery(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static PresignedQuery of(String query) {
        // An escape may stand for any letter, so only a query with neither is known to hold none of these.
        if (!query.contains(PREFIX) && query.indexOf('%') < 0) {
            return NONE;
        }
        Map<String, String> found = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (name.startsWith(PREFIX) && found.put(name, decoded(equals < 0 ? "" : pair.substring(equals + 1))) != null) {
                throw SignatureClaim.incomplete("AWS query-string parameters must include '" + name + "' only once.");
            }
        }
        return new PresignedQuery(Map.copyOf(found));
    }

    private static String decoded(String text) {
        try {
            return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new AuthenticationRefused("MalformedQueryString", 404, "The query string contains a syntax error.");
        }
    }

    /** Whether anything in it says so: half a signature is not the same as none. */
    boolean isSigned() {
        return NEEDED.stream().limit(3).anyMatch(parameters::containsKey);
    }

    /**
     * Reads the signature.
     *
     * @param headerToken the session token, for those who send it in a header
     * @throws AuthenticationRefused in AWS's words for what is missing or wrong
     */
    SignatureClaim claim(Optional<String> headerToken) {
        String missing = NEEDED.stream().filter(name -> text(name).isEmpty())
                .map(name -> "AWS query-string parameters must include '" + name + "'. ").collect(Collectors.joining());
        if (!missing.isEmpty()) {
            throw SignatureClaim.incomplete(missing + "Re-examine the query-string parameters.");
        }
        if (!text(ALGORITHM).equals(SignedHeader.ALGORITHM)) {
            throw SignatureClaim.incomplete("Unsupported AWS 'algorithm': '" + text(ALGORITHM) + "' (only " + SignedHeader.ALGORITHM + " for now).");
        }
        Optional<String> token = Optional.ofNullable(parameters.get("X-Amz-Security-Token")).or(() -> headerToken);
        return new SignatureClaim(SignedHeader.scope(text(CREDENTIAL)), SignatureClaim.names(text(SIGNED_HEADERS)),
                text(SIGNATURE), SignatureClaim.date(text(DATE)), lifetime(), token, true);
    }

    private Optional<Duration> lifetime() {
        return Optional.ofNullable(parameters.get("X-Amz-Expires")).map(text -> {
            if (!text.matches("\\d{1,9}")) {
                throw SignatureClaim.incomplete("X-Amz-Expires should be a number");
            }
            int seconds = Integer.parseInt(text);
            if (seconds < 1 || seconds > MAX_EXPIRES) {
                throw SignatureClaim.incomplete("X-Amz-Expires must be from 1 to " + MAX_EXPIRES + " seconds, which is a week; got " + text);
            }
            return Duration.ofSeconds(seconds);
        });
    }

    private String text(String name) {
        return parameters.getOrDefault(name, "");
    }
}
