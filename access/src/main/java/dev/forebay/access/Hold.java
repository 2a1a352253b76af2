package dev.forebay.access;

/** How closely the principals of a statement mean a caller, from not at all upward. */
enum Hold {
    /** Not at all. */
    NONE,
    /** They mean its account, which has yet to let it: with a policy of an identity. */
    ACCOUNT,
    /** They mean everybody, or the role or user behind a session; what limits the session limits this too. */
    BEHIND,
    /** They mean just this caller. */
    ITSELF
}
