package dev.forebay.testkit;

import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/** A subscription to a shard, event by event. */
public interface KinesisSubscription extends AutoCloseable {

    /**
     * Waits for the next event; empty when the subscription has ended as it should. What ends it otherwise is thrown, as
     * AWS's exception.
     */
    Optional<SubscribeToShardEvent> next();

    @Override
    void close();
}
