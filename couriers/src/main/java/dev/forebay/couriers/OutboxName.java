package dev.forebay.couriers;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The names of an outbox's entries. They sort by time, also while the clock stands still or is set back:
 *
 * <pre>
 *   20260101T120000.000Z-00000007.eml      time, number, kind
 * </pre>
 */
final class OutboxName {
    static final String MAIL = ".eml";
    static final String TEXT = ".txt";

    private static final Pattern SHAPE = Pattern.compile("\\d{8}T\\d{6}\\.\\d{3}Z-\\d{8}\\.(eml|txt)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int TIME_LENGTH = 20;
    private static final int NUMBER_LENGTH = 8;
    private static final int NUMBERS = 100_000_000;

    private String newestTime = "";
    private int number;

    static boolean isName(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** Goes on after an entry of an earlier life. */
    void continueAfter(String name) {
        newestTime = name.substring(0, TIME_LENGTH);
        number = Integer.parseInt(name.substring(TIME_LENGTH + 1, TIME_LENGTH + 1 + NUMBER_LENGTH));
    }

    /** A new name that sorts after all before it. For one thread at a time. */
    String next(String suffix, long now) {
        String time = TIME.format(Instant.ofEpochMilli(now));
        if (time.compareTo(newestTime) > 0) {
            newestTime = time;
            number = 0;
        }
        number = (number + 1) % NUMBERS;
        return newestTime + "-" + String.format(Locale.ROOT, "%08d", number) + suffix;
    }
}
