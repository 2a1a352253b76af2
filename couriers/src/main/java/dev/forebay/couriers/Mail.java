package dev.forebay.couriers;

import java.util.Map;

/**
 * A plain-text mail to one address. No part of it that becomes a header can hold a line break or another control
 * character: such a mail cannot be made, so that nobody's subject smuggles a header in.
 *
 * @param id       names the mail, in {@code [A-Za-z0-9._-]}; a mail that is sent again under the same id can be told
 *                 from a new one by whoever receives both
 * @param fromName the sender's name for people; empty for none
 * @param from     the sender's address
 * @param to       the receiver's address
 * @param subject  the subject
 * @param text     the text; lines end with a line feed or with carriage return and line feed
 * @param headers  more headers by name, such as {@code X-Topic}
 */
public record Mail(
        String id, String fromName, String from, String to, String subject, String text, Map<String, String> headers) {

    /** @throws IllegalArgumentException when a header would hold a control character, or the id anything but its letters */
    public Mail {
        headers = Map.copyOf(headers);
        require(isName(id), "id");
        require(fitsHeader(fromName), "sender's name");
        require(fitsHeader(from), "sender");
        require(fitsHeader(to), "receiver");
        require(fitsHeader(subject), "subject");
        headers.forEach((name, value) -> require(isName(name) && fitsHeader(value), "header"));
    }

    /** Whether a text may stand in a header: it has no control character. */
    public static boolean fitsHeader(String text) {
        return text.chars().noneMatch(c -> c < ' ' || c == 0x7f);
    }

    /** The text with a space for each control character. */
    public static String fitted(String text) {
        if (fitsHeader(text)) {
            return text;
        }
        StringBuilder fitted = new StringBuilder(text);
        for (int i = 0; i < fitted.length(); i++) {
            if (fitted.charAt(i) < ' ' || fitted.charAt(i) == 0x7f) {
                fitted.setCharAt(i, ' ');
            }
        }
        return fitted.toString();
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.');
    }

    private static void require(boolean fine, String part) {
        if (!fine) {
            throw new IllegalArgumentException("the " + part + " of a mail may not hold such characters");
        }
    }
}
