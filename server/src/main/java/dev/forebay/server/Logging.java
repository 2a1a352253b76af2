package dev.forebay.server;

/** Sets up slf4j-simple, the backend that starts fastest: one line an event, to standard error. */
final class Logging {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** Takes effect only before the first logger is made. A user's own {@code -Dorg.slf4j.simpleLogger…} wins. */
    static void start(String level) {
        preset("defaultLogLevel", level);
        preset("showDateTime", "true");
        preset("dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        preset("showThreadName", "false");
        preset("showShortLogName", "true");
        // Netty tells its life's story at debug.
        preset("log.io.netty", level.equals("trace") ? "debug" : "warn");
    }

    private static void preset(String name, String value) {
        if (System.getProperty(PREFIX + name) == null) {
            System.setProperty(PREFIX + name, value);
        }
    }
}
