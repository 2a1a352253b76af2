package dev.forebay.server;

import dev.forebay.kinesis.Subscription;
import dev.forebay.wire.EventSource;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** A subscription to a shard as the gateway wants to have it: neither of the two knows of the other. */
record ShardEvents(Subscription subscription) implements EventSource {

    @Override
    public Optional<SdkPojo> next() throws InterruptedException {
        return subscription.next().map(event -> event);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
