package dev.forebay.cloudtrail;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A call that is over, as the trail is told of it. Nothing of it is kept but what {@link Redaction} lets through.
 *
 * @param service   name as in credential scopes, such as {@code sqs}
 * @param operation AWS's name of it, such as {@code SendMessage}
 * @param requestId as the client is told
 * @param origin    where it came from
 * @param caller    empty when it was refused before anybody knew who called
 * @param request   empty when it was refused before it was read
 * @param response  empty when it was refused or failed
 * @param error     why it was refused or failed
 */
public record ApiCall(String service, String operation, String requestId, Origin origin, Optional<Caller> caller,
        Optional<? extends SdkPojo> request, Optional<? extends SdkPojo> response, Optional<Error> error) {

    /** AWS's code, and words or nothing. */
    public record Error(String code, String message) {}

    /** The service that makes it, for itself or for somebody. */
    Optional<String> invokedBy() {
        return caller.flatMap(UserIdentity::invokedBy);
    }

    /** Without what was asked and answered. */
    @Override
    public String toString() {
        return service + "." + operation + " " + requestId;
    }
}
