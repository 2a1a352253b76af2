package dev.forebay.access;

/**
 * Whether a call may.
 *
 * @param reason      what decided
 * @param message     AWS's sentence for the client; empty when it may
 * @param explanation for the operator; nothing when it may
 */
public record Decision(Reason reason, String message, Explanation explanation) {

    /** It may. */
    public static final Decision ALLOWED = new Decision(Reason.ALLOWED, "", Explanation.NOTHING);

    public boolean allowed() {
        return reason == Reason.ALLOWED;
    }
}
