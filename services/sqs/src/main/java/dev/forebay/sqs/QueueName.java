package dev.forebay.sqs;

/** A queue's name: 1 to 80 letters, digits, hyphens and underscores; a FIFO queue's ends in {@code .fifo}. */
record QueueName(String value) {
    private static final int MAX_LENGTH = 80;
    private static final String FIFO_SUFFIX = ".fifo";

    /** A name from outside. */
    static QueueName checked(String text) {
        if (text == null) {
            throw SqsErrors.missingParameter("QueueName");
        }
        if (!isValid(text)) {
            throw SqsErrors.invalidParameterValue(
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        return new QueueName(text);
    }

    boolean isFifo() {
        return value.endsWith(FIFO_SUFFIX);
    }

    private static boolean isValid(String text) {
        String stem = text.endsWith(FIFO_SUFFIX) ? text.substring(0, text.length() - FIFO_SUFFIX.length()) : text;
        return text.length() <= MAX_LENGTH && !stem.isEmpty() && stem.chars().allMatch(QueueName::isNameCharacter);
    }

    /** Letters, digits, hyphen and underscore, as in names, labels and entry ids. */
    static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}
