package dev.forebay.couriers;

/** The words by which a provider says what was wrong, made fit for people to read: short, and nothing else in them. */
final class PushReasons {
    private static final int MAX_LENGTH = 64;

    private PushReasons() {}

    /**
     * A provider's word, or {@code unknown} when it is not a plain word: sentences may repeat the message or a secret.
     */
    static String word(String given) {
        if (given.isEmpty() || given.length() > MAX_LENGTH) {
            return "unknown";
        }
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_')) {
                return "unknown";
            }
        }
        return given;
    }
}
