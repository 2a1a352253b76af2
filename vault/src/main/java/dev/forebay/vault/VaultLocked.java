package dev.forebay.vault;

/** The master key will not do: it is missing, open to others, or not the one that the secrets are sealed under. The message says what to do. */
public final class VaultLocked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public VaultLocked(String message) {
        super(message);
    }

    public VaultLocked(String message, Throwable cause) {
        super(message, cause);
    }
}
