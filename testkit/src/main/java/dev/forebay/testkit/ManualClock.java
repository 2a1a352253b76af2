package dev.forebay.testkit;

import dev.forebay.runtime.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that moves only when it is told to. Safe for use by several threads. */
public final class ManualClock implements Clock {

    /** 2026-01-01T00:00:00Z. */
    public static final long EPOCH = 1_767_225_600_000L;

    private final AtomicLong now = new AtomicLong(EPOCH);

    @Override
    public long millis() {
        return now.get();
    }

    /** Moves the time on. */
    public void advance(Duration by) {
        now.addAndGet(by.toMillis());
    }
}
