package dev.forebay.kinesis;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Kinesis Data Streams: owns all streams of a store and their life cycle, and hands out AWS's client interface bound to a caller. Safe for any thread. */
public final class KinesisService implements AutoCloseable {

    private KinesisService() {}

    /** Opens what a store holds. */
    public static KinesisService open(Partitions partitions, Clock clock, Timers timers) {
        return new KinesisService();
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public KinesisClient client(Caller caller) {
        return new KinesisOperations(this, caller);
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {}
}
