package dev.forebay.identity;

import java.nio.charset.StandardCharsets;

/** URIs as signatures spell them: all but {@code A-Za-z0-9-._~} percent-encoded, in upper case. Stateless. */
public final class UriText {

    private static final String HEX = "0123456789ABCDEF";

    private UriText() {}

    /** Encodes all text, slashes too. */
    public static String encoded(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            append(out, octet & 0xFF, isUnreserved(octet & 0xFF));
        }
        return out.toString();
    }

    /** Encodes text that may hold slashes, which stay. A percent sign is text like any other. */
    static void encodePath(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (isUnreserved(c) || c == '/') {
                out.append((char) c);
            } else {
                encode(out, c);
            }
        }
    }

    /**
     * Spells a name or a value of a query string anew: what is encoded for no reason is decoded, what is not encoded but
     * should be is encoded, and a plus sign is a blank, as it is when the query is read.
     *
     * @throws AuthenticationRefused MalformedQueryString for a broken escape
     */
    static String respelled(String query, int from, int to) {
        if (isPlain(query, from, to)) {
            return query.substring(from, to);
        }
        StringBuilder out = new StringBuilder(to - from + 16);
        for (int i = from; i < to; ) {
            int c = query.codePointAt(i);
            i += Character.charCount(c);
            if (c == '%') {
                int octet = octet(query, i, to);
                append(out, octet, isUnreserved(octet));
                i += 2;
            } else if (c == '+') {
                append(out, ' ', false);
            } else if (isUnreserved(c)) {
                out.append((char) c);
            } else {
                encode(out, c);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int octet(String text, int from, int to) {
        int high = from + 1 < to ? Character.digit(text.charAt(from), 16) : -1;
        int low = from + 1 < to ? Character.digit(text.charAt(from + 1), 16) : -1;
        if (high < 0 || low < 0 || text.charAt(from) > 'f' || text.charAt(from + 1) > 'f') {
            throw new AuthenticationRefused("MalformedQueryString", 404, "The query string contains a syntax error.");
        }
        return high << 4 | low;
    }

    private static void append(StringBuilder out, int octet, boolean plain) {
        if (plain) {
            out.append((char) octet);
        } else {
            out.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 15));
        }
    }

    private static void encode(StringBuilder out, int codePoint) {
        for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            append(out, octet & 0xFF, false);
        }
    }

    private static boolean isUnreserved(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~';
    }
}
