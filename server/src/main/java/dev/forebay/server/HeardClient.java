package dev.forebay.server;

import dev.forebay.gateway.CallError;
import dev.forebay.gateway.FinishedCall;
import dev.forebay.identity.Caller;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * AWS's client interface of a service, bound to a caller, whose calls the audit hears of when they are over: what happens in the process is
 * recorded as what comes over HTTP is. Outside of {@link GuardedClient}, for refusals are heard, too. Holds no lock.
 */
final class HeardClient implements WrappedClient.Around {

    private final String service;
    private final Caller caller;
    private final AuditTrail audit;

    private HeardClient(String service, Caller caller, AuditTrail audit) {
        this.service = service;
        this.caller = caller;
        this.audit = audit;
    }

    /**
     * Has the audit hear of a client's calls.
     *
     * @param type    the SDK's interface
     * @param service its wire name
     */
    static <C> C of(Class<C> type, String service, C client, Caller caller, AuditTrail audit) {
        return WrappedClient.of(type, client, new HeardClient(service, caller, audit));
    }

    @Override
    public Object answer(String operation, SdkRequest request, WrappedClient.Call call) throws Throwable {
        if (!audit.hears(service, operation)) {
            return call.answer();
        }
        Object response;
        try {
            response = call.answer();
        } catch (UnsupportedOperationException notServed) {
            throw notServed;
        } catch (RuntimeException | StackOverflowError failed) {
            tell(operation, request, Optional.empty(), Optional.of(CallError.of(failed)));
            throw failed;
        }
        tell(operation, request, Optional.of((SdkResponse) response), Optional.empty());
        return response;
    }

    private void tell(String operation, SdkRequest request, Optional<SdkResponse> response, Optional<CallError> error) {
        audit.over(new FinishedCall(service, operation, UUID.randomUUID().toString(), caller.origin(), Optional.of(caller),
                Optional.of(request), response, error));
    }
}
