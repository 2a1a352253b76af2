package dev.forebay.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header, formatted once a second instead of once a response. */
final class DateLine {

    // Two digits for the day, which RFC_1123_DATE_TIME does not write.
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private record Line(long second, String value, byte[] bytes) {}

    private static volatile Line line = at(0);

    private DateLine() {}

    /** The header line with its line end; not to be changed. */
    static byte[] now() {
        return current().bytes;
    }

    /** The header's value. */
    static String value() {
        return current().value;
    }

    private static Line current() {
        Line known = line;
        long second = System.currentTimeMillis() / 1000;
        if (known.second != second) {
            known = at(second);
            line = known;
        }
        return known;
    }

    private static Line at(long second) {
        String value = FORMAT.format(Instant.ofEpochSecond(second));
        return new Line(second, value, ("date: " + value + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
