package dev.forebay.server;

/** The configuration is not one to start with. The message tells the reader which key, where it was set, and what to do. */
public final class ConfigRefused extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ConfigRefused(String message) {
        super(message);
    }
}
