package dev.forebay.access;

/** What decided. */
public enum Reason {
    /** Everything that must allow does, and nothing denies. */
    ALLOWED("", true),
    /** A statement of the caller's own policies denies, or one of these policies cannot be read. */
    IDENTITY_DENIES(" with an explicit deny in an identity-based policy", true),
    /** A statement of the resource's policy denies, or it cannot be read. */
    RESOURCE_DENIES(" with an explicit deny in a resource-based policy", true),
    /** A statement of the permissions boundary denies, or it cannot be read. */
    BOUNDARY_DENIES(" with an explicit deny in a permissions boundary", true),
    /** A statement of a session policy denies, or it cannot be read. */
    SESSION_DENIES(" with an explicit deny in a session policy", true),
    /** None of the caller's own policies allows. */
    IDENTITY_SILENT(" because no identity-based policy allows the ", false),
    /** The resource's policy does not allow, and would have to. */
    RESOURCE_SILENT(" because no resource-based policy allows the ", false),
    /** The permissions boundary does not allow. */
    BOUNDARY_SILENT(" because no permissions boundary allows the ", false),
    /** No session policy allows. */
    SESSION_SILENT(" because no session policy allows the ", false);

    private final String words;
    private final boolean explicit;

    Reason(String words, boolean explicit) {
        this.words = words;
        this.explicit = explicit;
    }

    /** Whether a statement denies, rather than none allows. */
    public boolean isExplicitDeny() {
        return explicit && this != ALLOWED;
    }

    /** AWS's clause for a message. */
    String because(String action) {
        return explicit ? words : words + action + " action";
    }
}
