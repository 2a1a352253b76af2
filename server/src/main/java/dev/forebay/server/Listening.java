package dev.forebay.server;

import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.Guard;
import dev.forebay.gateway.PublicFiles;
import dev.forebay.gateway.Served;
import dev.forebay.wire.Wire;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts the gateway before the services. */
final class Listening {

    private Listening() {}

    static Gateway start(GatewayConfig http, Services services, Guard guard, PublicFiles files) {
        try {
            Served served = new Served(services.byName(), services.doors());
            return Gateway.start(http, Wire.of(List.copyOf(served.services().keySet())), served,
                    guard.heardBy(new AuditTrail(services.cloudtrail())), files);
        } catch (IOException e) {
            String hint = e.getCause() instanceof BindException
                    ? ". Maybe another Forebay is running; " + Key.PORT.flag() + " chooses another port, 0 any." : "";
            throw new CannotStart(e.getMessage() + hint, e);
        }
    }

    /** Where the gateway was found to listen. */
    static Doors doors(GatewayConfig http, Gateway gateway) {
        Map<String, URI> all = new LinkedHashMap<>();
        http.entrances().forEach(entrance -> all.put(entrance.name(), uri(entrance, gateway.port(entrance.name()).orElseThrow())));
        return new Doors(all, gateway.certificate());
    }

    /** Where clients will reach the gateway, as far as the configuration tells. */
    static Optional<URI> known(GatewayConfig http) {
        return http.entrance(Entrance.CLEARTEXT).or(() -> http.entrance(Entrance.TLS))
                .filter(entrance -> entrance.port() != 0).map(entrance -> uri(entrance, entrance.port()));
    }

    /** Where a client on this machine reaches an entrance: the wildcard address is no address to call. */
    private static URI uri(Entrance entrance, int port) {
        String host = entrance.host().equals("0.0.0.0") ? "127.0.0.1" : entrance.host().equals("::") ? "::1" : entrance.host();
        return URI.create(entrance.scheme() + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
    }
}
