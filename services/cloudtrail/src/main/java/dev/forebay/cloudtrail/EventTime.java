package dev.forebay.cloudtrail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as CloudTrail spells them: UTC, whole seconds. */
final class EventTime {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** {@code 2026/01/01}: the folders of files. */
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private EventTime() {}

    static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }

    /** {@code 2026-01-01T00:00:00Z}. */
    static String text(long millis) {
        return TEXT.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 20260101T0000Z}, in names of log files. */
    static String minute(long millis) {
        return MINUTE.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 20260101T000000Z}, in names of digest files. */
    static String second(long millis) {
        return SECOND.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 2026/01/01}: the folders of files. */
    static String day(long millis) {
        return DAY.format(Instant.ofEpochMilli(millis));
    }
}
