package dev.forebay.iam;

import java.nio.charset.StandardCharsets;

/** Policy documents as answers carry them. AWS: percent-encoded after RFC 3986; clients decode them. */
final class DocumentText {
    private static final String UNRESERVED = "-_.~";
    private static final String DIGITS = "0123456789ABCDEF";

    private DocumentText() {}

    static String encoded(String document) {
        StringBuilder out = new StringBuilder(document.length() * 2);
        for (byte unit : document.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || UNRESERVED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%').append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 0xf));
            }
        }
        return out.toString();
    }

    /** AWS: blanks do not count towards the size of a policy. */
    static int size(String document) {
        return (int) document.chars().filter(c -> c != ' ' && c != '\n' && c != '\t' && c != '\r').count();
    }
}
