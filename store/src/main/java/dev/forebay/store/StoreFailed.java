package dev.forebay.store;

/**
 * The store cannot go on: a write or an fsync failed, or a file is damaged. The message names the file where it is
 * known. The process must stop and recover from disk; nothing that failed is retried.
 */
public class StoreFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
