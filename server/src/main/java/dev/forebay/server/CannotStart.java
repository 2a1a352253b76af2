package dev.forebay.server;

/** Something outside is in the way: another server on the directory, another program on the port. The message says what to do. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
