package dev.forebay.access;

/** What a policy is attached to; the language differs a little between them. */
public enum PolicyKind {
    /** A user, a group or a role, or a managed policy, or a permissions boundary: says nothing of principals. */
    IDENTITY,
    /** A queue, a topic, a stream, a key: names its principals. */
    RESOURCE,
    /** A role: names who may assume it, and no resource. */
    TRUST,
    /** A session, made with it: as of an identity. */
    SESSION;

    /** Whether its statements must name principals, or must not. */
    boolean namesPrincipals() {
        return this == RESOURCE || this == TRUST;
    }

    /** Whether its statements must name resources. */
    boolean needsResources() {
        return !namesPrincipals();
    }
}
