package dev.forebay.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the gateway listens, and what it lets clients take.
 *
 * @param entrances where it listens: in cleartext, with TLS, or both, and further endpoints
 * @param tls       the certificate of every entrance that speaks TLS
 * @param proxies   whose word about clients is taken
 * @param loops     event loops; each is one thread that reads, frames and writes
 * @param limits    limits on clients
 */
public record GatewayConfig(List<Entrance> entrances, Optional<TlsConfig> tls, TrustedProxies proxies, int loops, HttpLimits limits) {

    /** The port that local AWS servers are known by. */
    public static final int DEFAULT_PORT = 4566;

    /** Loopback on the well-known port, without TLS. */
    public static final GatewayConfig DEFAULT = new GatewayConfig(List.of(Entrance.cleartext("127.0.0.1", DEFAULT_PORT)), Optional.empty(),
            TrustedProxies.NONE, defaultLoops(), HttpLimits.DEFAULT);

    /** Half the processors: on two, one loop and the request threads beside it spend less than two loops do. */
    private static int defaultLoops() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    }

    public GatewayConfig {
        entrances = List.copyOf(entrances);
        if (entrances.isEmpty()) {
            throw new IllegalArgumentException("there must be a way in");
        }
        if (tls.isEmpty() && entrances.stream().anyMatch(Entrance::tls)) {
            throw new IllegalArgumentException("TLS needs a certificate");
        }
        requireDifferent(entrances.stream().map(Entrance::name));
        requireDifferent(entrances.stream().flatMap(entrance -> entrance.endpoint().stream()).map(VpcEndpoint::id));
        if (loops < 1) {
            throw new IllegalArgumentException("at least one event loop: " + loops);
        }
    }

    private static void requireDifferent(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("two entrances are called " + name);
        });
    }

    /** The entrance of a name. */
    public Optional<Entrance> entrance(String name) {
        return entrances.stream().filter(entrance -> entrance.name().equals(name)).findFirst();
    }

    /** The policies of endpoints, as JSON by the endpoint's id: what a call through one of them needs beside its own permissions. */
    public Map<String, String> endpointPolicies() {
        Map<String, String> policies = new HashMap<>();
        entrances.forEach(entrance -> entrance.endpoint()
                .ifPresent(endpoint -> endpoint.policy().ifPresent(policy -> policies.put(endpoint.id(), policy))));
        return Map.copyOf(policies);
    }

    /** The same with its cleartext entrance on another port; 0 takes any. */
    public GatewayConfig withPort(int port) {
        return mapped(entrance -> entrance.name().equals(Entrance.CLEARTEXT) ? entrance.at(entrance.host(), port) : entrance);
    }

    /** The same with its usual entrances on another address. */
    public GatewayConfig withHost(String host) {
        return mapped(entrance -> entrance.isUsual() ? entrance.at(host, entrance.port()) : entrance);
    }

    private GatewayConfig mapped(UnaryOperator<Entrance> change) {
        return new GatewayConfig(entrances.stream().map(change).toList(), tls, proxies, loops, limits);
    }

    /** The same with a usual entrance that speaks TLS, on the same address; port 0 takes any. */
    public GatewayConfig withTls(int port, TlsConfig config) {
        return withCertificate(config).withEntrance(Entrance.tls(entrances.getFirst().host(), port));
    }

    /** The same with a certificate for the entrances that need one. */
    public GatewayConfig withCertificate(TlsConfig config) {
        return new GatewayConfig(entrances, Optional.of(config), proxies, loops, limits);
    }

    /** The same with a further entrance. */
    public GatewayConfig withEntrance(Entrance further) {
        List<Entrance> all = new ArrayList<>(entrances);
        all.add(further);
        return new GatewayConfig(all, tls, proxies, loops, limits);
    }

    /** The same without its cleartext entrance: there must be another. */
    public GatewayConfig withoutCleartext() {
        return new GatewayConfig(
                entrances.stream().filter(entrance -> !entrance.name().equals(Entrance.CLEARTEXT)).toList(), tls, proxies, loops, limits);
    }

    /** The same behind proxies. */
    public GatewayConfig withProxies(TrustedProxies trusted) {
        return new GatewayConfig(entrances, tls, trusted, loops, limits);
    }

    /** The same with another number of event loops. */
    public GatewayConfig withLoops(int number) {
        return new GatewayConfig(entrances, tls, proxies, number, limits);
    }

    /** The same with other limits. */
    public GatewayConfig withLimits(HttpLimits other) {
        return new GatewayConfig(entrances, tls, proxies, loops, other);
    }
}
