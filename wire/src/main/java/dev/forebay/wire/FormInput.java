package dev.forebay.wire;

/** The bytes of a form, {@code name=value&name=value}, read and unescaped from the first to the last. Used by one thread. */
final class FormInput {

    /** The value of a hexadecimal digit by its code, -1 for any other byte. */
    private static final byte[] DIGITS = new byte[256];

    static {
        for (int i = 0; i < DIGITS.length; i++) {
            DIGITS[i] = (byte) (i < 128 ? Character.digit((char) i, 16) : -1);
        }
    }

    private final byte[] source;
    private int at;

    FormInput(byte[] source) {
        this.source = source;
    }

    /** Whether there is another parameter; passes over empty ones. */
    boolean hasNext() {
        while (at < source.length && source[at] == '&') {
            at++;
        }
        return at < source.length;
    }

    String name() {
        return text((byte) '=');
    }

    /** The value after the name; empty when the name is all there is. */
    String value() {
        if (at < source.length && source[at] == '=') {
            at++;
        }
        return text((byte) '&');
    }

    /** Up to that byte, an ampersand or the end. What has no escapes is copied at once. */
    private String text(byte end) {
        int start = at;
        while (at < source.length) {
            byte b = source[at];
            if (b == end || b == '&') {
                break;
            }
            if (b == '%' || b == '+') {
                return unescaped(start, end);
            }
            at++;
        }
        return utf8(source, start, at);
    }

    private String unescaped(int start, byte end) {
        byte[] plain = new byte[lengthTo(end) - start];
        int size = at - start;
        System.arraycopy(source, start, plain, 0, size);
        for (; at < source.length && source[at] != end && source[at] != '&'; at++) {
            byte b = source[at];
            plain[size++] = b == '%' ? escaped() : b == '+' ? (byte) ' ' : b;
        }
        return utf8(plain, 0, size);
    }

    private int lengthTo(byte end) {
        int to = at;
        while (to < source.length && source[to] != end && source[to] != '&') {
            to++;
        }
        return to;
    }

    private byte escaped() {
        if (at + 2 >= source.length) {
            throw malformed("has an incomplete escape");
        }
        int high = DIGITS[source[at + 1] & 0xff];
        int low = DIGITS[source[at + 2] & 0xff];
        if (high < 0 || low < 0) {
            throw malformed("has an invalid escape");
        }
        at += 2;
        return (byte) (high << 4 | low);
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return Utf8.decode(bytes, from, to, () -> malformed("is not UTF-8"));
    }

    static WireException malformed(String what) {
        return WireException.of(400, "MalformedQueryString", "The query string " + what + ".");
    }
}
