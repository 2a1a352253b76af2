package dev.forebay.sns;

/** A topic's name: 1 to 256 letters, digits, hyphens and underscores; a FIFO topic's ends in {@code .fifo}, which counts. */
record TopicName(String value) {
    private static final int MAX_LENGTH = 256;
    private static final String FIFO_SUFFIX = ".fifo";

    /** A name from outside, of a topic that is to be FIFO or not. */
    static TopicName checked(String text, boolean fifo) {
        if (fifo && !text.endsWith(FIFO_SUFFIX)) {
            throw SnsErrors.invalidParameter("Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase"
                    + " ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.");
        }
        if (!isValid(text) || !fifo && text.endsWith(FIFO_SUFFIX)) {
            throw SnsErrors.invalidParameter("Topic Name");
        }
        return new TopicName(text);
    }

    /** Whether the text can name a topic. */
    static boolean isValid(String text) {
        String stem = text.endsWith(FIFO_SUFFIX) ? text.substring(0, text.length() - FIFO_SUFFIX.length()) : text;
        return text.length() <= MAX_LENGTH && !stem.isEmpty() && stem.chars().allMatch(TopicName::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    boolean isFifo() {
        return value.endsWith(FIFO_SUFFIX);
    }
}
