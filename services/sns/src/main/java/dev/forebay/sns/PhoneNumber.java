package dev.forebay.sns;

import java.util.regex.Pattern;

/**
 * A phone number, E.164: a plus sign, then at most fifteen digits, the first not zero.
 *
 * @param value with its plus sign
 */
record PhoneNumber(String value) implements Comparable<PhoneNumber> {
    private static final Pattern E164 = Pattern.compile("\\+?[1-9][0-9]{1,14}");

    /** What people put between the digits, one at a time and never at an end. */
    private static final Pattern SEPARATED = Pattern.compile("\\+?[0-9]+(?:[./-][0-9]+)*");

    private static final Pattern SANDBOX = Pattern.compile("\\+[0-9]{8,19}");

    /** The number that a Publish names. */
    static PhoneNumber published(String text) {
        if (!isE164(text)) {
            throw SnsErrors.invalidParameter("PhoneNumber Reason: " + text + " is not valid to publish to");
        }
        return of(text);
    }

    /** The number that a Subscribe names. AWS: dots, slashes and hyphens between digits are passed over. */
    static PhoneNumber subscribed(String text) {
        String digits = text != null && SEPARATED.matcher(text).matches() ? text.replaceAll("[./-]", "") : "";
        if (!isE164(digits)) {
            throw SnsErrors.plainInvalidParameter("Invalid SMS endpoint: " + text);
        }
        return of(digits);
    }

    /** The number of an operation on opting out and in. */
    static PhoneNumber opted(String text) {
        if (!isE164(text)) {
            throw SnsErrors.invalidParameter("PhoneNumber Reason: input incorrectly formatted");
        }
        return of(text);
    }

    /** The number of an operation on the sandbox. AWS: its model wants a plus sign and eight digits. */
    static PhoneNumber inSandbox(String text) {
        if (!isE164(text) || !SANDBOX.matcher(text).matches()) {
            throw SnsErrors.invalidParameter("PhoneNumber Reason: input incorrectly formatted");
        }
        return of(text);
    }

    /** A number that was checked when it came in. */
    static PhoneNumber of(String text) {
        return new PhoneNumber(text.startsWith("+") ? text : "+" + text);
    }

    static boolean isE164(String text) {
        return text != null && E164.matcher(text).matches();
    }

    @Override
    public int compareTo(PhoneNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
