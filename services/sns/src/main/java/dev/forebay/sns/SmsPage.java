package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list of numbers is asked for.
 *
 * @param after the number after which it begins; empty for the beginning
 * @param size  how many it has at most
 */
record SmsPage(String after, int size) {

    static SmsPage of(String token, Integer wanted, int max) {
        if (wanted != null && (wanted < 1 || wanted > max)) {
            throw SnsErrors.invalidParameter("MaxResults Reason: must be between 1 and " + max);
        }
        return new SmsPage(token == null || token.isEmpty() ? "" : decoded(token), wanted == null ? max : wanted);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw SnsErrors.invalidParameter("NextToken");
        }
    }

    /** One more than is shown, to know whether there is more. */
    int limit() {
        return size + 1;
    }

    <T> List<T> shown(List<T> found) {
        return found.subList(0, Math.min(size, found.size()));
    }

    /** The token for what follows; null when nothing does. */
    <T> String next(List<T> found, Function<T, String> key) {
        if (found.size() <= size) {
            return null;
        }
        byte[] last = key.apply(found.get(size - 1)).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last);
    }
}
