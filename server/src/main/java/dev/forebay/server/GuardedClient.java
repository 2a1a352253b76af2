package dev.forebay.server;

import dev.forebay.gateway.Guard;
import dev.forebay.identity.Caller;

/**
 * AWS's client interface of a service, bound to a caller who is asked for permissions at every call: what happens in the process is
 * allowed no more than what comes over HTTP.
 */
final class GuardedClient {

    private GuardedClient() {}

    /**
     * Guards a client.
     *
     * @param type    the SDK's interface
     * @param service its wire name
     */
    static <C> C of(Class<C> type, String service, C client, Caller caller, Guard guard) {
        return WrappedClient.of(type, client, (operation, request, call) -> {
            guard.check(caller, service, operation, request);
            return call.answer();
        });
    }
}
