package dev.forebay.identity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The moment at which a request was signed, to the second.
 *
 * @param text    {@code 20261121T101500Z}, as it stands in what is signed
 * @param instant the same
 */
record AmzDate(String text, Instant instant) {

    private static final String SHAPE = "00000000T000000Z";
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static AmzDate of(Instant instant) {
        return new AmzDate(BASIC.format(instant), instant);
    }

    /** Reads ISO 8601's basic format or, as the header Date has it, RFC 1123's. */
    static Optional<AmzDate> parse(String text) {
        try {
            return isBasic(text) ? Optional.of(basic(text))
                    : Optional.of(of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** By hand: every request has one, and a formatter takes a microsecond. */
    private static boolean isBasic(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            char shape = SHAPE.charAt(i);
            char c = text.charAt(i);
            if (shape == '0' ? c < '0' || c > '9' : c != shape) {
                return false;
            }
        }
        return true;
    }

    private static AmzDate basic(String text) {
        LocalDateTime time = LocalDateTime.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8),
                number(text, 9, 11), number(text, 11, 13), number(text, 13, 15));
        return new AmzDate(text, time.toInstant(ZoneOffset.UTC));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The day, as credential scopes have it. */
    String day() {
        return text.substring(0, 8);
    }
}
