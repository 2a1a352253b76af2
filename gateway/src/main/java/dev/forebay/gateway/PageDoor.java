package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.wire.PageSource;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Where an operation comes in whose answer is written while its list is being read.
 *
 * @param list   name of the member that is the list
 * @param opener begins to read
 */
public record PageDoor(String list, Opener opener) implements Door {

    /** Begins to read a list for a caller. */
    @FunctionalInterface
    public interface Opener {

        /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException to refuse */
        PageSource open(Caller caller, SdkRequest request);
    }
}
