package dev.forebay.gateway;

import java.util.Optional;

/**
 * One way into the server: where it listens, and what a call tells of itself by having come through it.
 *
 * @param name     {@link #CLEARTEXT}, {@link #TLS}, or an endpoint's own
 * @param host     address to bind
 * @param port     port to bind; 0 takes any
 * @param tls      whether TLS is spoken; else HTTP/1.x and HTTP/2 in cleartext
 * @param endpoint what conditions and the endpoint's policy know of its calls; empty for the usual ways in
 */
public record Entrance(String name, String host, int port, boolean tls, Optional<VpcEndpoint> endpoint) {

    /** The name of the usual way in without TLS. */
    public static final String CLEARTEXT = "http";

    /** The name of the usual way in with TLS. */
    public static final String TLS = "https";

    private static final int MAX_PORT = 65_535;

    public Entrance {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be 0 to 65535: " + port);
        }
    }

    /** The usual way in, without TLS. */
    static Entrance cleartext(String host, int port) {
        return new Entrance(CLEARTEXT, host, port, false, Optional.empty());
    }

    /** The usual way in with TLS. */
    static Entrance tls(String host, int port) {
        return new Entrance(TLS, host, port, true, Optional.empty());
    }

    /** {@code http} or {@code https}. */
    public String scheme() {
        return tls ? "https" : "http";
    }

    boolean isUsual() {
        return endpoint.isEmpty();
    }

    Entrance at(String otherHost, int otherPort) {
        return new Entrance(name, otherHost, otherPort, tls, endpoint);
    }
}
