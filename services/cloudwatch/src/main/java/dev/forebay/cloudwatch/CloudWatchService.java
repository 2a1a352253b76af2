package dev.forebay.cloudwatch;

import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * CloudWatch, as much of it as clients need to put metrics and a person to look at them: owns what they put, and hands out AWS's
 * client interface bound to a caller. Safe for any thread.
 */
public final class CloudWatchService implements AutoCloseable {
    /** What an account may have in a region: names are in memory. */
    private static final int MAX_METRICS = 10_000;

    private final Partitions partitions;
    private final List<Shelf> shelves;
    private final Clock clock;
    private final Janitor janitor;

    private CloudWatchService(Partitions partitions, Clock clock, Timers timers, int maxMetrics) {
        this.partitions = partitions;
        this.clock = clock;
        shelves = partitions.all().stream().map(partition -> new Shelf(partition, maxMetrics)).toList();
        janitor = new Janitor(shelves, clock, timers);
    }

    /** Opens what a store holds. */
    public static CloudWatchService open(Partitions partitions, Clock clock, Timers timers) {
        return open(partitions, clock, timers, MAX_METRICS);
    }

    static CloudWatchService open(Partitions partitions, Clock clock, Timers timers, int maxMetrics) {
        CloudWatchService service = new CloudWatchService(partitions, clock, timers, maxMetrics);
        service.shelves.forEach(Shelf::load);
        service.janitor.start();
        return service;
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public CloudWatchClient client(Caller caller) {
        return new CloudWatchOperations(this, caller);
    }

    /** What each operation needs, for whoever decides. */
    public RuleTable rules() {
        return new CloudWatchAccess();
    }

    /** Where a place's metrics are. */
    Shelf shelf(Place place) {
        return shelves.get(partitions.of(place.toString()).number());
    }

    Clock clock() {
        return clock;
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {
        janitor.stop();
    }
}
