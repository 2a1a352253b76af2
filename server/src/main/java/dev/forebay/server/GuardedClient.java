package dev.forebay.server;

import dev.forebay.gateway.Guard;
import dev.forebay.identity.Caller;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.SdkRequest;

/**
 * AWS's client interface of a service, bound to a caller who is asked for permissions at every call: what happens in the process is
 * allowed no more than what comes over HTTP.
 */
final class GuardedClient implements InvocationHandler {
    private static final String PAGINATOR = "Paginator";

    private final Object client;
    private final String service;
    private final Caller caller;
    private final Guard guard;

    private GuardedClient(Object client, String service, Caller caller, Guard guard) {
        this.client = client;
        this.service = service;
        this.caller = caller;
        this.guard = guard;
    }

    /**
     * Guards a client.
     *
     * @param type    the SDK's interface
     * @param service its wire name
     */
    static <C> C of(Class<C> type, String service, C client, Caller caller, Guard guard) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new GuardedClient(client, service, caller, guard)));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (asks(method, arguments)) {
            guard.check(caller, service, operation(method), (SdkRequest) arguments[0]);
        } else if (method.isDefault()) {
            // What the interface makes of other operations comes back here for each of them.
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Whether a method of a client is an operation, and nothing made of operations. */
    static boolean asks(Method method, Object[] arguments) {
        return arguments != null && arguments.length == 1 && arguments[0] instanceof SdkRequest && !method.getName().endsWith(PAGINATOR);
    }

    /** AWS: methods are spelled as operations are ({@code GetSMSAttributes}), classes of requests are not always. */
    static String operation(Method method) {
        return Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
    }
}
