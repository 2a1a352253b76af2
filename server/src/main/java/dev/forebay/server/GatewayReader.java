package dev.forebay.server;

import dev.forebay.gateway.ClientCertificates;
import dev.forebay.gateway.ClientCertificates.Demand;
import dev.forebay.gateway.Entrance;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.HttpLimits;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.gateway.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns settings into what the gateway is to be: where it listens, with which certificate, within which limits. */
final class GatewayReader {
    private static final int MAX_PORT = 65_535;
    private static final String OFF = "off";

    /** A body is at most 16 MiB, and must fit. */
    private static final long MIN_BYTES_IN_FLIGHT = HttpLimits.DEFAULT.bodyBytes();

    /** A host name or an address; a star stands for one label. */
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9a-fA-F:.]{2,45}");

    private final Settings settings;

    GatewayReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads it.
     *
     * @param kept           where a certificate of our own making is kept
     * @param publicEndpoint the URL under which clients reach the server, for the name in that certificate
     */
    GatewayConfig read(Optional<Path> kept, Optional<String> publicEndpoint) {
        String host = settings.text(Key.HOST).orElseThrow(() -> settings.refused(Key.HOST, "says nothing"));
        List<Entrance> endpoints = new EndpointsReader(host).read(settings.endpoints());
        GatewayConfig config = GatewayConfig.DEFAULT.withLimits(limits()).withProxies(proxies()).withHost(host);
        Optional<TlsConfig> tls = tls(kept, publicEndpoint, endpoints.stream().anyMatch(Entrance::tls));
        if (tls.isPresent()) {
            config = settings.text(Key.TLS_PORT).isPresent()
                    ? config.withTls(port(Key.TLS_PORT), tls.get()) : config.withCertificate(tls.get());
        }
        config = cleartext(config);
        for (Entrance endpoint : endpoints) {
            config = entered(config, endpoint);
        }
        return config;
    }

    private GatewayConfig cleartext(GatewayConfig config) {
        if (!settings.text(Key.PORT).equals(Optional.of(OFF))) {
            return config.withPort(port(Key.PORT));
        }
        if (settings.text(Key.TLS_PORT).isEmpty()) {
            throw settings.refused(Key.PORT, "leaves no way in without " + Key.TLS_PORT.text());
        }
        return config.withoutCleartext();
    }

    private static GatewayConfig entered(GatewayConfig config, Entrance endpoint) {
        try {
            return config.withEntrance(endpoint);
        } catch (IllegalArgumentException e) {
            throw new ConfigRefused("endpoint." + endpoint.name() + ": " + e.getMessage());
        }
    }

    private HttpLimits limits() {
        return HttpLimits.DEFAULT
                .withConcurrency(count(Key.HTTP_CONNECTIONS), count(Key.HTTP_REQUESTS))
                .withBytesInFlight(settings.number(Key.HTTP_BYTES_IN_FLIGHT, MIN_BYTES_IN_FLIGHT, Long.MAX_VALUE));
    }

    private TrustedProxies proxies() {
        try {
            return settings.text(Key.TRUSTED_PROXIES).map(TrustedProxies::of).orElse(TrustedProxies.NONE);
        } catch (IllegalArgumentException e) {
            throw settings.refused(Key.TRUSTED_PROXIES, "will not do: " + e.getMessage());
        }
    }

    private Optional<TlsConfig> tls(Optional<Path> kept, Optional<String> publicEndpoint, boolean ofEndpoints) {
        boolean given = settings.text(Key.TLS_CERTIFICATE).isPresent();
        if (given != settings.text(Key.TLS_KEY).isPresent()) {
            throw settings.refused(Key.TLS_CERTIFICATE, "and tls-key go together: set both or neither");
        }
        if (settings.text(Key.TLS_PORT).isEmpty() && !ofEndpoints) {
            for (Key key : List.of(Key.TLS_CERTIFICATE, Key.TLS_NAMES, Key.TLS_CLIENT_CA)) {
                settings.text(key).ifPresent(set -> {
                    throw settings.refused(key, "is of no use without tls-port");
                });
            }
            return Optional.empty();
        }
        TlsConfig.Certificate certificate = given
                ? new TlsConfig.Files(settings.path(Key.TLS_CERTIFICATE), settings.path(Key.TLS_KEY))
                : new TlsConfig.SelfSigned(kept, names(publicEndpoint));
        return Optional.of(new TlsConfig(certificate, clients()));
    }

    private List<String> names(Optional<String> publicEndpoint) {
        List<String> names = new ArrayList<>(settings.list(Key.TLS_NAMES));
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw settings.refused(Key.TLS_NAMES, "is no list of host names and addresses");
        }
        publicEndpoint.map(url -> URI.create(url).getHost()).map(host -> host.replaceAll("[\\[\\]]", "")).ifPresent(names::add);
        return names;
    }

    private ClientCertificates clients() {
        Demand demand = switch (settings.text(Key.TLS_CLIENT_AUTH).orElse("none")) {
            case "none" -> Demand.NONE;
            case "wanted" -> Demand.WANTED;
            case "required" -> Demand.REQUIRED;
            default -> throw settings.refused(Key.TLS_CLIENT_AUTH, "is neither none nor wanted nor required");
        };
        Optional<Path> authorities = settings.text(Key.TLS_CLIENT_CA).map(_ -> settings.path(Key.TLS_CLIENT_CA));
        if (authorities.isPresent() == (demand == Demand.NONE)) {
            throw settings.refused(demand == Demand.NONE ? Key.TLS_CLIENT_CA : Key.TLS_CLIENT_AUTH,
                    "needs the other: tls-client-auth and tls-client-ca go together");
        }
        return new ClientCertificates(demand, authorities);
    }

    private int port(Key key) {
        return (int) settings.number(key, 0, MAX_PORT);
    }

    private int count(Key key) {
        return (int) settings.number(key, 1, Integer.MAX_VALUE);
    }
}
