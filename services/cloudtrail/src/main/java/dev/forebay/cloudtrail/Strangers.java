package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;

/**
 * Holds those back who have no credentials: their refusals are recorded, but only so many a minute, for a stranger must not fill the disk.
 * Any thread.
 */
final class Strangers {

    private static final long MINUTE = 60_000;
    private static final int MOST = 100;

    private final Clock clock;
    private long minute;
    private int seen;

    Strangers(Clock clock) {
        this.clock = clock;
    }

    /** Whether one more is recorded. */
    synchronized boolean mayBeRecorded() {
        long now = clock.millis() / MINUTE;
        if (now != minute) {
            minute = now;
            seen = 0;
        }
        return seen++ < MOST;
    }
}
