package dev.forebay.iam;

import java.util.regex.Pattern;

/** What requests have to be, for callers in process whom AWS's model was not asked about. */
final class Checks {
    private static final String NAME = "[\\w+=,.@-]+";
    private static final String PATH = "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)";
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern PATHS = Pattern.compile(PATH);
    private static final int LONGEST_PATH = 512;

    private Checks() {}

    static <T> T required(String member, T value) {
        if (value == null) {
            throw IamErrors.validation("1 validation error detected: Value null at '" + member
                    + "' failed to satisfy constraint: Member must not be null");
        }
        return value;
    }

    /** A name that something is to have. */
    static String name(String member, String value, int longest) {
        return matching(member, required(member, value), NAMES, longest);
    }

    /** A path that something is to have; the root when none is given. */
    static String path(String value) {
        return value == null ? "/" : matching("path", value, PATHS, LONGEST_PATH);
    }

    private static String matching(String member, String value, Pattern pattern, int longest) {
        if (value.length() > longest) {
            throw IamErrors.validation("1 validation error detected: Value '" + value.substring(0, longest) + "...' at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + longest);
        }
        if (!pattern.matcher(value).matches()) {
            throw IamErrors.validation("1 validation error detected: Value '" + value + "' at '" + member
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }
}
