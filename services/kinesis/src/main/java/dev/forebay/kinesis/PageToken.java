package dev.forebay.kinesis;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a list goes on, as callers carry it: which list, when the page was given, and after what it goes on. */
final class PageToken {
    /** AWS: a token is good for five minutes. */
    private static final long LIFE_MILLIS = 300_000;

    private PageToken() {}

    static String write(String list, String after, long now) {
        String plain = list + "/" + now + "/" + after;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** What the list goes on after. */
    static String read(String token, String list, long now) {
        String[] parts = plain(token).split("/", 3);
        if (parts.length != 3 || !parts[0].equals(list) || !parts[1].matches("\\d{1,18}")) {
            throw KinesisErrors.invalidToken();
        }
        if (now - Long.parseLong(parts[1]) > LIFE_MILLIS) {
            throw KinesisErrors.expiredToken("The specified pagination token has expired: it was given more than " + LIFE_MILLIS / 1_000
                    + " seconds ago.");
        }
        return parts[2];
    }

    private static String plain(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw KinesisErrors.invalidToken();
        }
    }
}
