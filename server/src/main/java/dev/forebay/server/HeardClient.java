package dev.forebay.server;

import dev.forebay.gateway.CallError;
import dev.forebay.gateway.FinishedCall;
import dev.forebay.identity.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * AWS's client interface of a service, bound to a caller, whose calls the audit hears of when they are over: what happens in the process is
 * recorded as what comes over HTTP is. Outside of {@link GuardedClient}, for refusals are heard, too. Holds no lock.
 */
final class HeardClient implements InvocationHandler {

    private final Object client;
    private final String service;
    private final Caller caller;
    private final AuditTrail audit;

    private HeardClient(Object client, String service, Caller caller, AuditTrail audit) {
        this.client = client;
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
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new HeardClient(client, service, caller, audit)));
    }

    /** What a client that is heard stands before. */
    static Object behind(Object heard) {
        return ((HeardClient) Proxy.getInvocationHandler(heard)).client;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (GuardedClient.asks(method, arguments)) {
            String operation = GuardedClient.operation(method);
            return audit.hears(service, operation) ? heard(method, operation, (SdkRequest) arguments[0]) : call(method, arguments);
        }
        // What the interface makes of other operations comes back here for each of them.
        return method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : call(method, arguments);
    }

    private Object heard(Method method, String operation, SdkRequest request) throws Throwable {
        Object response;
        try {
            response = call(method, request);
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

    private Object call(Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
