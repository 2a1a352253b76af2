package dev.forebay.sqs;

import java.nio.charset.StandardCharsets;

/** A message's text. AWS: at least one character, and only those that XML 1.0 allows. */
final class MessageBody {
    private MessageBody() {}

    /** The body's UTF-8 bytes. */
    static byte[] checked(String body) {
        if (body == null || body.isEmpty()) {
            throw SqsErrors.missingParameter("MessageBody");
        }
        if (!isAllowed(body)) {
            throw SqsErrors.invalidMessageContents();
        }
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether all characters are allowed; half of a surrogate pair is none. */
    static boolean isAllowed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < Character.MIN_SURROGATE || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c <= Character.MAX_SURROGATE || c > '\ufffd') {
                return false;
            }
        }
        return true;
    }
}
