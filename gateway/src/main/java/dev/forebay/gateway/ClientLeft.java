package dev.forebay.gateway;

import java.io.IOException;

/** The client closed the connection, or reset the stream, before it was answered. Nobody's fault, and never logged. */
public final class ClientLeft extends IOException {

    ClientLeft() {
        super("the client left");
    }
}
