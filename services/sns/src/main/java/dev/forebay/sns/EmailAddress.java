package dev.forebay.sns;

import java.util.regex.Pattern;

/** What passes for a mail address: one, without a name, in the letters that every mail server takes. */
final class EmailAddress {
    /** RFC 5321's limit. */
    private static final int MAX_LENGTH = 254;

    private static final Pattern SHAPE = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private EmailAddress() {}

    static boolean isValid(String text) {
        return text != null && text.length() <= MAX_LENGTH && SHAPE.matcher(text).matches();
    }

    /** The address that a Subscribe names. */
    static String subscribed(String text) {
        if (!isValid(text)) {
            throw SnsErrors.invalidParameter("Email address");
        }
        return text;
    }
}
