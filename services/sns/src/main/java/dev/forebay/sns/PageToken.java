package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a list goes on: after a name, and there after a number. */
record PageToken(String text, long number) {

    String write() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((number + "/" + text).getBytes(StandardCharsets.UTF_8));
    }

    static PageToken read(String token) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            int slash = plain.indexOf('/');
            return new PageToken(plain.substring(slash + 1), Long.parseLong(plain.substring(0, slash)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException noToken) {
            throw SnsErrors.invalidParameter("NextToken");
        }
    }
}
