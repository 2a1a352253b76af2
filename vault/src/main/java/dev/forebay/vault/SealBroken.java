package dev.forebay.vault;

/** What should open does not: another master key, another context, or damage. */
public final class SealBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SealBroken(String message, Throwable cause) {
        super(message, cause);
    }
}
