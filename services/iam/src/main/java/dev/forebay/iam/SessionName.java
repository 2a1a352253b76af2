package dev.forebay.iam;

/** The names that callers give to sessions. */
final class SessionName {
    /** AWS: of a role's session. */
    static final int LONGEST = 64;

    private static final int SHORTEST = 2;

    private SessionName() {}

    static String checked(String member, String given, int longest) {
        String name = Checks.name(member, given, longest);
        if (name.length() < SHORTEST) {
            throw StsErrors.validation("1 validation error detected: Value '" + name + "' at '" + member
                    + "' failed to satisfy constraint: Member must have length greater than or equal to " + SHORTEST);
        }
        return name;
    }
}
