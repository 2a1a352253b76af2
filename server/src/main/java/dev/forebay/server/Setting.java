package dev.forebay.server;

/**
 * A value that somebody gave to a key.
 *
 * @param value  as it was written
 * @param origin where, for messages: {@code flag --port}, {@code environment variable FOREBAY_PORT} …
 */
record Setting(String value, String origin) {}
