package dev.forebay.sqs;

/** Message group ids, deduplication ids and attempt ids: 1 to 128 printable ASCII characters without blanks. */
final class MessageIds {
    private static final int MAX_LENGTH = 128;

    private MessageIds() {}

    static String checked(String id, String parameter) {
        boolean valid = !id.isEmpty() && id.length() <= MAX_LENGTH && id.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!valid) {
            throw SqsErrors.invalidParameter(id, parameter, parameter
                    + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id;
    }
}
