package dev.forebay.gateway;

/** A connection as the server's round and its stop see it. Every method is called on the connection's event loop. */
interface Connection {

    /** Closes what has waited too long; called about once a second with the server's {@code nanoTime}. */
    void tick(long now);

    /** Takes no further requests and closes when the running ones are answered. */
    void drain();

    /** Wakes requests that are still parked, so that they answer. */
    void interrupt();

    /** Closes at once. */
    void close();
}
