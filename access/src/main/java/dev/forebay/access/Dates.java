package dev.forebay.access;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;

/**
 * Dates as operands, as AWS reads them: ISO 8601 of which most may be missing, in any case
 * ({@code 2017-07-01T00:00:00Z}, {@code 2016-12-13t2:00:00.593194+23}, {@code 01T}), or seconds since 1970.
 */
final class Dates {
    private static final java.util.regex.Pattern ISO = java.util.regex.Pattern.compile(
            "(-?\\d{1,9})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?"
                    + "(?:[tT](?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?)?)?)?"
                    + "(?:[zZ]|([+-]\\d{2})(?::?(\\d{2}))?)?");
    private static final int MAX_LENGTH = 64;

    /** AWS: what a Java {@code long} of milliseconds can tell. */
    private static final int FIRST_YEAR = -292_275_054;
    private static final int LAST_YEAR = 292_278_993;

    private Dates() {}

    /** A value that stands in a certain order to a moment: negative for earlier. */
    static Operand compared(String text, IntPredicate wanted) {
        Instant moment = parse(text).orElseThrow(() -> new Malformed("not a date: " + text));
        return (value, context) -> parse(value).filter(other -> wanted.test(other.compareTo(moment))).isPresent();
    }

    static Optional<Instant> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return isSeconds(text) ? Optional.of(seconds(text)) : iso(ISO.matcher(text));
        } catch (NumberFormatException | DateTimeException none) {
            return Optional.empty();
        }
    }

    private static boolean isSeconds(String text) {
        return text.indexOf('-') < 0 && text.indexOf('t') < 0 && text.indexOf('T') < 0;
    }

    private static Instant seconds(String text) {
        long seconds = Long.parseLong(text);
        if (seconds < 0) {
            throw new DateTimeException(text);
        }
        return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
    }

    private static Optional<Instant> iso(Matcher iso) {
        if (!iso.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(iso.group(1));
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            return Optional.empty();
        }
        // AWS: takes 31 days in every month.
        LocalDate date = LocalDate.of(year, number(iso, 2, 1), 1).plusDays(LocalDate.of(2000, 1, number(iso, 3, 1)).getDayOfMonth() - 1);
        LocalTime time = LocalTime.of(number(iso, 4, 0), number(iso, 5, 0), number(iso, 6, 0), nanos(iso.group(7)));
        return Optional.of(date.atTime(time).toInstant(ZoneOffset.UTC).minusSeconds(offset(iso)));
    }

    private static int number(Matcher iso, int group, int missing) {
        return iso.group(group) == null ? missing : Integer.parseInt(iso.group(group));
    }

    private static int nanos(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static int offset(Matcher iso) {
        int hours = number(iso, 8, 0);
        int minutes = number(iso, 9, 0);
        if (Math.abs(hours) > 23 || minutes > 59) {
            throw new DateTimeException("offset");
        }
        return hours * 3600 + ("-".equals(sign(iso)) ? -60 : 60) * minutes;
    }

    private static String sign(Matcher iso) {
        return iso.group(8) == null ? "" : iso.group(8).substring(0, 1);
    }
}
