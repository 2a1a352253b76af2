package dev.forebay.sqs;

/** A queue's name: 1 to 80 letters, digits, hyphens and underscores; a FIFO queue's ends in {@code .fifo}, which counts. */
record QueueName(String value) {
    private static final int MAX_LENGTH = 80;
    private static final String FIFO_SUFFIX = ".fifo";

    /** A name from outside. */
    static QueueName checked(String text) {
        if (text == null) {
            throw SqsErrors.missingParameter("QueueName");
        }
        if (text.isEmpty()) {
            throw SqsErrors.invalidParameterValue("Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
        }
        if (!isValid(text)) {
            throw SqsErrors.invalidQueueName();
        }
        return new QueueName(text);
    }

    /** Whether the text can name a queue. */
    static boolean isValid(String text) {
        String stem = text.endsWith(FIFO_SUFFIX) ? text.substring(0, text.length() - FIFO_SUFFIX.length()) : text;
        return text.length() <= MAX_LENGTH && !stem.isEmpty() && stem.chars().allMatch(QueueName::isNameCharacter);
    }

    /** Letters, digits, hyphen and underscore, as in names, labels and entry ids. */
    static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    boolean isFifo() {
        return value.endsWith(FIFO_SUFFIX);
    }
}
