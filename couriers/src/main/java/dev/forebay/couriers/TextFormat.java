package dev.forebay.couriers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;

/**
 * A text message as a file that a person can read, in UTF-8:
 *
 * <pre>
 *   To: +15550100
 *   From: Forebay
 *   Date: 2026-01-01T12:00:00Z
 *   Kind: transactional
 *
 *   the text, to the end
 * </pre>
 *
 * Lines of what the text has not are left out.
 */
final class TextFormat {
    private static final String TO = "To: ";
    private static final String FROM = "From: ";
    private static final String DATE = "Date: ";

    private TextFormat() {}

    static byte[] bytes(TextMessage text, long now) {
        StringBuilder lines = new StringBuilder();
        line(lines, TO, text.phoneNumber());
        line(lines, FROM, text.source());
        line(lines, DATE, Instant.ofEpochMilli(now).toString());
        line(lines, "Kind: ", text.kind().name().toLowerCase(Locale.ROOT));
        line(lines, "Entity: ", text.entityId());
        line(lines, "Template: ", text.templateId());
        return lines.append('\n').append(text.text()).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.append(name).append(Mail.fitted(value)).append('\n');
        }
    }

    static Outbox.Entry read(String name, byte[] bytes) throws IOException {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int end = all.indexOf("\n\n");
        if (end < 0) {
            throw new IOException("not a text message");
        }
        String to = "";
        String from = "";
        long at = 0;
        for (String line : all.substring(0, end).split("\n")) {
            if (line.startsWith(TO)) {
                to = line.substring(TO.length());
            } else if (line.startsWith(FROM)) {
                from = line.substring(FROM.length());
            } else if (line.startsWith(DATE)) {
                at = millis(line.substring(DATE.length()));
            }
        }
        return new Outbox.Entry(name, at, from, to, "", all.substring(end + 2));
    }

    private static long millis(String date) throws IOException {
        try {
            return Instant.parse(date).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IOException("not a date", e);
        }
    }
}
