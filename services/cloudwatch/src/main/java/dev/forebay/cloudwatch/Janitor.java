package dev.forebay.cloudwatch;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Timers;
import java.util.Iterator;
import java.util.List;

/** Removes what is older than fifteen days, and metrics of which nothing is left: each minute, of the next two hundred metrics. */
final class Janitor {
    static final long KEPT_MINUTES = 15 * 24 * 60;

    private static final int PATROL = 200;

    private final List<Shelf> shelves;
    private final Clock clock;
    private final Timers timers;
    private Iterator<Runnable> patrol = java.util.Collections.emptyIterator();
    private volatile boolean stopped;

    Janitor(List<Shelf> shelves, Clock clock, Timers timers) {
        this.shelves = shelves;
        this.clock = clock;
        this.timers = timers;
    }

    void start() {
        timers.at(clock.millis() + Minute.MILLIS, () -> {
            if (!stopped) {
                round();
                start();
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void round() {
        if (!patrol.hasNext()) {
            patrol = shelves.stream().flatMap(shelf -> shelf.all().stream().map(metric -> expiry(shelf, metric))).toList().iterator();
        }
        for (int i = 0; i < PATROL && patrol.hasNext(); i++) {
            patrol.next().run();
        }
    }

    private Runnable expiry(Shelf shelf, Metric metric) {
        return () -> shelf.expire(metric, clock.millis() / Minute.MILLIS - KEPT_MINUTES);
    }
}
