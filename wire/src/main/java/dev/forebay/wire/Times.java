package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** AWS's spellings of a time. Precise to the millisecond, as AWS's are. */
final class Times {

    /** Beyond any year that the spellings can say: seconds of the year 9999. */
    private static final double MAX_SECONDS = 253_402_300_799d;

    private Times() {}

    static String format(Instant time, TimeFormat format) {
        return switch (format) {
            case ISO, UNSAID -> DateTimeFormatter.ISO_INSTANT.format(time);
            case HTTP_DATE -> DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
            case SECONDS -> seconds(time);
            case MILLIS -> Long.toString(time.toEpochMilli());
        };
    }

    static Instant parse(String text, TimeFormat format) {
        try {
            return switch (format) {
                case ISO, UNSAID -> OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
                case HTTP_DATE -> OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
                case SECONDS -> ofSeconds(Double.parseDouble(text));
                case MILLIS -> ofSeconds(Double.parseDouble(text) / 1000);
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw WireException.serialization("Unable to parse date time: not a timestamp");
        }
    }

    static Instant ofSeconds(double seconds) {
        if (!(Math.abs(seconds) <= MAX_SECONDS)) {
            throw WireException.serialization("A timestamp is out of range");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    private static String seconds(Instant time) {
        long millis = time.toEpochMilli();
        String whole = (millis < 0 ? "-" : "") + Math.abs(millis / 1000);
        long rest = Math.abs(millis % 1000);
        return rest == 0 ? whole : whole + "." + (rest + 1000 + "").substring(1);
    }
}
