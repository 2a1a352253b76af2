package dev.forebay.cloudwatch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a page ended: a number, written so that nobody takes it for one. */
final class NextToken {
    private NextToken() {}

    static String write(long number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** Zero when there is none: from the beginning. */
    static long read(String token) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        try {
            long number = Long.parseLong(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
            if (number >= 0) {
                return number;
            }
        } catch (IllegalArgumentException notOurs) {
            throw CloudWatchErrors.invalidNextToken();
        }
        throw CloudWatchErrors.invalidNextToken();
    }
}
