package dev.forebay.cloudtrail;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;

/** Forgets events that LookupEvents tells of no more: older than 90 days, or too many. Never one that is not in a file yet. */
final class Janitor {

    /** AWS's event history. */
    static final long KEPT_MILLIS = 90L * 24 * 3_600_000;

    private static final long ROUND_MILLIS = 60_000;

    private final Journals journals;
    private final CloudTrailConfig config;
    private final Clock clock;
    private final Timers timers;
    private volatile boolean stopped;

    Janitor(Journals journals, CloudTrailConfig config, Clock clock, Timers timers) {
        this.journals = journals;
        this.config = config;
        this.clock = clock;
        this.timers = timers;
    }

    void start() {
        timers.at(clock.millis() + ROUND_MILLIS, () -> {
            if (!stopped) {
                journals.all().forEach(this::tidy);
                start();
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void tidy(Journal journal) {
        Series events = journal.events();
        long old = Math.max(events.newestUntil(clock.millis() - KEPT_MILLIS), events.newest() - config.history());
        long bound = config.folder().isPresent() ? Math.min(old, journal.course().until().events()) : old;
        journal.forget(bound);
    }
}
