package dev.forebay.cloudwatch;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/** CloudWatch, as much of it as clients need to put metrics: owns what they put, and hands out AWS's client interface bound to a caller. Safe for any thread. */
public final class CloudWatchService implements AutoCloseable {

    private CloudWatchService() {}

    /** Opens what a store holds. */
    public static CloudWatchService open(Partitions partitions, Clock clock, Timers timers) {
        return new CloudWatchService();
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public CloudWatchClient client(Caller caller) {
        return new CloudWatchOperations(this, caller);
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {}
}
