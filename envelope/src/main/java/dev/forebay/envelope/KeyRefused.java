package dev.forebay.envelope;

/** KMS does not give the key: the caller's or the key owner's affair. Each service has an error of AWS's for each reason. */
public final class KeyRefused extends RuntimeException {

    /** Why. */
    public enum Reason {
        /** The key is disabled. */
        DISABLED,
        /** The key waits to be deleted, or lacks its material. */
        INVALID_STATE,
        /** There is no such key. */
        NOT_FOUND,
        /** The caller may not use the key. */
        ACCESS_DENIED,
        /** KMS was asked too often. */
        THROTTLED,
        /** The account has no KMS. */
        OPT_IN_REQUIRED,
        /** The key is for something else than encryption, such as signing. */
        INVALID_USAGE
    }

    private final Reason reason;

    public KeyRefused(Reason reason, String message) {
        // No stack trace: whoever is refused has no use for one.
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
