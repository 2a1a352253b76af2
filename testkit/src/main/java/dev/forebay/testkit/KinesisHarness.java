package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import java.time.Duration;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** A Kinesis under test, in process or behind a socket. Streams that a test leaves behind may be seen by the next one. */
public interface KinesisHarness extends AutoCloseable {

    /** A client that acts for a caller. */
    KinesisClient client(Caller caller);

    /** Subscribes to a shard, which AWS's waiting client cannot. A refusal is thrown here, as AWS's exception. */
    KinesisSubscription subscribe(Caller caller, SubscribeToShardRequest request);

    /** Lets time pass, and what it makes due happen. Where time is real and long, the test is to be aborted instead. */
    void pass(Duration time);

    @Override
    void close();
}
