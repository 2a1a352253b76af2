package dev.forebay.store;

/** What is on disk is not what was written. The message names the file; nothing was changed or left out to go on. */
public final class StoreDamaged extends StoreFailed {
    private static final long serialVersionUID = 1L;

    public StoreDamaged(String message, Throwable cause) {
        super(message, cause);
    }
}
