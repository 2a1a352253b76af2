package dev.forebay.identity;

/** Credentials that AWS would not take; carries AWS's error code, HTTP status and a message for the client. */
public final class AuthenticationRefused extends RuntimeException {

    private final String code;
    private final int status;

    public AuthenticationRefused(String code, int status, String message) {
        super(message, null, false, false); // the caller's fault: no stack trace
        this.code = code;
        this.status = status;
    }

    /** Nobody signed what somebody must have signed. */
    public static AuthenticationRefused missingToken() {
        return new AuthenticationRefused("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    }

    /** AWS's error code, such as {@code IncompleteSignature}. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }
}
