package dev.forebay.identity;

/** An AWS region's name, such as {@code us-east-1}: 1 to 32 of {@code [a-z0-9-]}. Any such name is a region here. */
public record Region(String value) implements Comparable<Region> {

    /** The region of callers who name none. */
    public static final Region DEFAULT = new Region("us-east-1");

    private static final int MAX_LENGTH = 32;

    public Region {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a region: " + value);
        }
    }

    /** Whether the text can name a region. */
    public static boolean isValid(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Region other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
