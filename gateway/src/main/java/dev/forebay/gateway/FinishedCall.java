package dev.forebay.gateway;

import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import java.util.Optional;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * A call that is over, as {@link Audit} hears of it.
 *
 * @param service   name as in credential scopes, such as {@code sqs}; empty when nothing known was asked for
 * @param operation AWS's name of it, such as {@code SendMessage}; empty when nothing known was asked for
 * @param requestId as the client is told
 * @param origin    where it came from, whoever called
 * @param caller    empty when the call was refused before anybody knew who called
 * @param request   empty when it was refused before it was read, or could not be read
 * @param response  empty when it was refused or failed, and for an answer of events, which is yet to come
 * @param error     why it was refused or failed
 */
public record FinishedCall(String service, String operation, String requestId, Origin origin, Optional<Caller> caller,
        Optional<SdkRequest> request, Optional<SdkResponse> response, Optional<CallError> error) {}
