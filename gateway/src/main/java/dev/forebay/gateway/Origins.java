package dev.forebay.gateway;

import dev.forebay.identity.Origin;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells where a request comes from: from its connection, and from a trusted proxy's headers where there is one. Immutable.
 *
 * <p>Host is never replaced by what a proxy says (X-Forwarded-Host): the client signed it, so proxies pass it on as it came.
 */
final class Origins {

    private final TrustedProxies proxies;

    Origins(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    Origin of(Exchange exchange) {
        InetAddress peer = exchange.remoteAddress();
        boolean proxied = proxies.trust(peer);
        InetAddress client = proxied ? proxies.client(peer, exchange.headers().all("x-forwarded-for")) : peer;
        String scheme = proxied ? forwardedScheme(exchange).orElse(exchange.scheme()) : exchange.scheme();
        Optional<VpcEndpoint> endpoint = exchange.entrance().endpoint();
        Origin origin = new Origin(scheme + "://" + authority(exchange), "", NetUtil.toAddressString(client),
                exchange.headers().first("user-agent").orElse(""),
                endpoint.isPresent() ? endpoint.get().vpc() : "", endpoint.isPresent() ? endpoint.get().id() : "", "", "", exchange.tls());
        return exchange.headers().first("x-amzn-trace-id").map(origin::withTrace).orElse(origin);
    }

    /** What services put into URLs: the host that the client used, unless it could not stand in one. */
    private static String authority(Exchange exchange) {
        return Authority.isSafe(exchange.authority()) ? exchange.authority() : exchange.localAuthority();
    }

    /** The last word is that of the proxy which is nearest. */
    private static Optional<String> forwardedScheme(Exchange exchange) {
        List<String> lines = exchange.headers().all("x-forwarded-proto");
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String last = lines.getLast().substring(lines.getLast().lastIndexOf(',') + 1).strip().toLowerCase(Locale.ROOT);
        return Optional.of(last).filter(scheme -> scheme.equals("http") || scheme.equals("https"));
    }
}
