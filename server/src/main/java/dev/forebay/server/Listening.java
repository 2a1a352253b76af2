package dev.forebay.server;

import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.PublicFiles;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.List;

/** Puts the gateway before the services. */
final class Listening {

    private Listening() {}

    static Gateway start(GatewayConfig http, Services services, PublicFiles files) {
        try {
            return Gateway.start(http, Wire.of(List.copyOf(services.byName().keySet())), services.byName(), services.doors(), files,
                    new AuditTrail(services.cloudtrail()));
        } catch (IOException e) {
            String hint = e.getCause() instanceof BindException
                    ? ". Maybe another Forebay is running; " + Key.PORT.flag() + " chooses another port, 0 any." : "";
            throw new CannotStart(e.getMessage() + hint, e);
        }
    }

    /** Where a client on this machine reaches the gateway: the wildcard address is no address to call. */
    static URI endpoint(GatewayConfig http, int port) {
        return endpoint("http", http, port);
    }

    /** The same with TLS. */
    static URI tlsEndpoint(GatewayConfig http, int port) {
        return endpoint("https", http, port);
    }

    private static URI endpoint(String scheme, GatewayConfig http, int port) {
        String host = http.host().equals("0.0.0.0") ? "127.0.0.1" : http.host().equals("::") ? "::1" : http.host();
        return URI.create(scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }
}
