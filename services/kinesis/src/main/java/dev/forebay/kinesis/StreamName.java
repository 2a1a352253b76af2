package dev.forebay.kinesis;

import java.util.regex.Pattern;

/** A stream's name: 1 to 128 letters, digits, underscores, dots and hyphens. */
record StreamName(String value) {
    private static final Pattern VALID = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

    StreamName {
        if (!isValid(value)) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + value + "' at 'streamName' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
    }

    static boolean isValid(String text) {
        return VALID.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
