package dev.forebay.wire;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** Where the events of one subscription come from, such as those of SubscribeToShard. Used by one thread. */
public interface EventSource extends AutoCloseable {

    /**
     * The next event, waiting for it; empty when the stream has ended as it should.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException to end the stream with an error that the caller sees
     * @throws InterruptedException when the caller left, or the server stops
     */
    Optional<SdkPojo> next() throws InterruptedException;

    @Override
    void close();
}
