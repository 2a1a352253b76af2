package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.EventSource;
import software.amazon.awssdk.core.SdkRequest;

/** Where an operation that answers with events comes in: AWS's synchronous client interfaces have no method for it. */
@FunctionalInterface
public non-sealed interface EventDoor extends Door {

    /**
     * Opens the stream; the gateway closes what it gets.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException to refuse, before there is a stream
     */
    EventSource open(Caller caller, SdkRequest request);
}
