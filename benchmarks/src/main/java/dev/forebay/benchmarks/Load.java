package dev.forebay.benchmarks;

import java.time.Duration;

/**
 * How hard to load.
 *
 * @param connections each with a request under way at all times
 * @param bytes       size of a message's body
 * @param warm        load before the clock starts, at least; see {@link Warmth}
 * @param window      load that is measured
 */
record Load(int connections, int bytes, Duration warm, Duration window) {

    /** Most messages in one call. */
    static final int BATCH = 10;

    /** A body without anything to escape. */
    String body() {
        return "x".repeat(bytes);
    }

    /** The same for a server that is warm. */
    Load warmed() {
        return new Load(connections, bytes, Duration.ZERO, window);
    }
}
