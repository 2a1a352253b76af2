package dev.forebay.envelope;

/** A sealed record does not open: it was changed since, it belongs to another place, or its data key is gone. */
public final class SealBroken extends RuntimeException {

    public SealBroken(String message) {
        super(message);
    }

    public SealBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
