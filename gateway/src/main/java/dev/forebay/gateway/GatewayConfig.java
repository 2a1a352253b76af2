package dev.forebay.gateway;

import java.util.Optional;

/**
 * Where the gateway listens, and what it lets clients take.
 *
 * @param host      address to bind; loopback unless told otherwise
 * @param port      cleartext port for HTTP/1.1 and HTTP/2; 0 takes any
 * @param tls       a TLS listener beside it
 * @param loops     event loops; each is one thread that reads, frames and writes
 * @param limits    limits on clients
 */
public record GatewayConfig(String host, int port, Optional<TlsConfig> tls, int loops, HttpLimits limits) {

    /** The port that local AWS servers are known by. */
    public static final int DEFAULT_PORT = 4566;

    /** Loopback on the well-known port, without TLS. */
    public static final GatewayConfig DEFAULT =
            new GatewayConfig("127.0.0.1", DEFAULT_PORT, Optional.empty(), defaultLoops(), HttpLimits.DEFAULT);

    /** Half the processors: on two, one loop and the request threads beside it spend less than two loops do. */
    private static int defaultLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    public GatewayConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
        if (loops < 1) {
            throw new IllegalArgumentException("at least one event loop: " + loops);
        }
    }

    /** The same on another port; 0 takes any. */
    public GatewayConfig withPort(int port) {
        return new GatewayConfig(host, port, tls, loops, limits);
    }

    /** The same on another address. */
    public GatewayConfig withHost(String host) {
        return new GatewayConfig(host, port, tls, loops, limits);
    }

    /** The same with a TLS listener. */
    public GatewayConfig withTls(TlsConfig tls) {
        return new GatewayConfig(host, port, Optional.of(tls), loops, limits);
    }

    /** The same with another number of event loops. */
    public GatewayConfig withLoops(int loops) {
        return new GatewayConfig(host, port, tls, loops, limits);
    }

    /** The same with other limits. */
    public GatewayConfig withLimits(HttpLimits limits) {
        return new GatewayConfig(host, port, tls, loops, limits);
    }
}
