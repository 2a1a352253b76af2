package dev.forebay.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Where a list goes on: after a name, and there after a number. Lists that need only a text use {@link #encoded} and {@link #decoded}. */
record PageToken(String text, long number) {
    private static final String PARAMETER = "NextToken";

    String write() {
        return encoded(number + "/" + text);
    }

    static PageToken read(String token) {
        String plain = decoded(token, PARAMETER);
        try {
            int slash = plain.indexOf('/');
            return new PageToken(plain.substring(slash + 1), Long.parseLong(plain.substring(0, slash)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException noToken) {
            throw SnsErrors.invalidParameter(PARAMETER);
        }
    }

    /** A text as a token. */
    static String encoded(String plain) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a token; the refusal of what is none names the parameter. */
    static String decoded(String token, String parameter) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw SnsErrors.invalidParameter(parameter);
        }
    }
}
