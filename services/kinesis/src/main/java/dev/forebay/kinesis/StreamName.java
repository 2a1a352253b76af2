package dev.forebay.kinesis;

/** A stream's name: 1 to 128 letters, digits, underscores, dots and hyphens. */
record StreamName(String value) {
    private static final int MAX_LENGTH = 128;

    StreamName {
        if (!isValid(value)) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + KinesisErrors.echo(value) + "' at 'streamName' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
        }
    }

    /** By hand, as every call of every client comes by here. */
    static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
