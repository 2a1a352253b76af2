package dev.forebay.sns;

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
        return new SmsPage(token == null || token.isEmpty() ? "" : PageToken.decoded(token, "NextToken"), wanted == null ? max : wanted);
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
        return found.size() <= size ? null : PageToken.encoded(key.apply(found.get(size - 1)));
    }
}
