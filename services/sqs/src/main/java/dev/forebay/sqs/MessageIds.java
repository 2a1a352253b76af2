package dev.forebay.sqs;

/** Message group ids, deduplication ids and attempt ids: 1 to 128 letters, digits and punctuation marks of ASCII. */
final class MessageIds {
    private static final int MAX_LENGTH = 128;

    private MessageIds() {}

    static String checked(String id, String parameter) {
        if (!isValid(id)) {
            throw SqsErrors.invalidParameter(id, parameter, parameter
                    + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id;
    }

    private static boolean isValid(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) <= ' ' || id.charAt(i) > '~') {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_LENGTH;
    }
}
