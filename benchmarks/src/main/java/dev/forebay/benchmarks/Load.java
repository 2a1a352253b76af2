package dev.forebay.benchmarks;

import java.time.Duration;

/**
 * How hard to load.
 *
 * @param connections each with a request under way at all times
 * @param bytes       size of a message's body
 * @param warm        load before the clock starts, at least; see {@link Warmth}
 * @param window      load that is measured
 * @param queues      how queues are made
 */
record Load(int connections, int bytes, Duration warm, Duration window, Queues queues) {

    /** How queues are made. */
    enum Queues {
        /** As each server makes them: Forebay, as AWS, encrypts. */
        USUAL,
        /** In the clear. */
        CLEAR
    }

    Load(int connections, int bytes, Duration warm, Duration window) {
        this(connections, bytes, warm, window, Queues.USUAL);
    }

    /** Most messages in one call. */
    static final int BATCH = 10;

    /** A body without anything to escape. */
    String body() {
        return "x".repeat(bytes);
    }

    /** The same for a server that knows no encryption. */
    Load usual() {
        return new Load(connections, bytes, warm, window);
    }

    /** The same for a server that is warm. */
    Load warmed() {
        return new Load(connections, bytes, Duration.ZERO, window, queues);
    }
}
