package dev.forebay.iam;

/** How long temporary credentials last, in seconds. */
final class SessionLength {
    static final int HOUR = 3_600;
    private static final int SHORTEST = 900;
    private static final int HALF_A_DAY = 43_200;
    private static final int LONGEST = 129_600;

    private SessionLength() {}

    /** Of a role. {@code chained}: assumed with a role's credentials. */
    static int ofRole(Integer asked, IamRole role, boolean chained) {
        int seconds = asked == null ? HOUR : atLeast(asked);
        if (chained && seconds > HOUR) {
            throw StsErrors.validation("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }
        if (seconds > role.settings().maxSession()) {
            throw StsErrors.validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    /** Of a user or a federated one. AWS: what a root asks for lasts an hour at most. */
    static int ofUser(Integer asked, boolean root) {
        int seconds = asked == null ? HALF_A_DAY : atLeast(asked);
        if (seconds > LONGEST) {
            throw refused(asked, "Member must have value less than or equal to " + LONGEST);
        }
        return root ? Math.min(seconds, HOUR) : seconds;
    }

    private static int atLeast(int asked) {
        if (asked < SHORTEST) {
            throw refused(asked, "Member must have value greater than or equal to " + SHORTEST);
        }
        return asked;
    }

    private static RuntimeException refused(int asked, String constraint) {
        return StsErrors.validation("1 validation error detected: Value '" + asked + "' at 'durationSeconds' failed to satisfy constraint: " + constraint);
    }
}
