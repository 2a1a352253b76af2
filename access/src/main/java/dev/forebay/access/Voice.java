package dev.forebay.access;

/** What a policy says of a call, from the quietest up. */
enum Voice {
    /** Nothing. */
    SILENT,
    /** Lets the caller's account let it. */
    DELEGATES,
    /** Allows everybody, or the role or user behind the session, within what limits the session. */
    ALLOWS_WITHIN,
    /** Allows. */
    ALLOWS,
    /** Denies. */
    DENIES,
    /** Nobody knows: it cannot be compiled. Denies. */
    BROKEN;

    static Voice of(Hold hold) {
        return switch (hold) {
            case NONE -> SILENT;
            case ACCOUNT -> DELEGATES;
            case BEHIND -> ALLOWS_WITHIN;
            case ITSELF -> ALLOWS;
        };
    }

    static Voice louder(Voice one, Voice other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    boolean denies() {
        return this == DENIES || this == BROKEN;
    }
}
