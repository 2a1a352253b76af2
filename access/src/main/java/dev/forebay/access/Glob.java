package dev.forebay.access;

/**
 * Letters with wildcards. Those are characters that no text may have, so that a star that was meant as a star, or came with
 * the value of a variable, is none.
 */
final class Glob {

    /** Any characters, or none. */
    static final char ANY = '\uFFFE';

    /** Any one character. */
    static final char ONE = '\uFFFF';

    private Glob() {}

    /** Whether a text holds what stands for wildcards here; no character of Unicode is spelled so. */
    static boolean hasWildcards(String text) {
        return text.indexOf(ANY) >= 0 || text.indexOf(ONE) >= 0;
    }

    static boolean matches(String pattern, String text) {
        return matches(pattern, text, 0, text.length());
    }

    /** Whether a part of a text is what the pattern describes. At most pattern times text steps, and no stack. */
    static boolean matches(String pattern, String text, int from, int to) {
        int p = 0;
        int t = from;
        int star = -1;
        int resume = from;
        while (t < to) {
            char c = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && c == ANY) {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (c == ONE || c == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == ANY) {
            p++;
        }
        return p == pattern.length();
    }
}
