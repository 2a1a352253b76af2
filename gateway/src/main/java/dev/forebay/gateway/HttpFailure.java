package dev.forebay.gateway;

import java.io.IOException;

/** A request that HTTP itself refuses: the status and a sentence for the client. */
public final class HttpFailure extends IOException {

    private final int status;

    HttpFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status to answer with. */
    public int status() {
        return status;
    }
}
