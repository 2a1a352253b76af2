package dev.forebay.runtime;

/** What time it is. Given by constructor to whatever asks, so that a test can own the time. */
@FunctionalInterface
public interface Clock {

    /** The wall clock: milliseconds since 1970. */
    Clock SYSTEM = System::currentTimeMillis;

    /** Milliseconds since 1970, UTC. May step backwards when the machine's clock is set. */
    long millis();
}
