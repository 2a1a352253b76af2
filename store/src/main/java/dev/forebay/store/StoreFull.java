package dev.forebay.store;

/** So little disk is left that nothing more is taken in. Reading and deleting go on. */
public final class StoreFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFull(String message) {
        super(message, null, false, false);
    }
}
