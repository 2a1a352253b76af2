package dev.forebay.testkit;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kms.KmsClient;

/** A Kinesis under test, in process or behind a socket. Streams that a test leaves behind may be seen by the next one. */
public interface KinesisHarness extends ServiceHarness {

    /** A client that acts for a caller. */
    KinesisClient client(Caller caller);

    /** KMS, beside it. */
    KmsClient kms(Caller caller);

    /** Subscribes to a shard, which AWS's waiting client cannot. A refusal is thrown here, as AWS's exception. */
    KinesisSubscription subscribe(Caller caller, SubscribeToShardRequest request);
}
