package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Origin;
import dev.forebay.identity.Tls;
import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the server takes to be a request's origin, over real connections. */
@Timeout(60)
class OriginsTest {

    private final AtomicReference<Origin> seen = new AtomicReference<>();
    private HttpServer server;

    private void start(TrustedProxies proxies) throws IOException {
        VpcEndpoint endpoint = new VpcEndpoint("vpc-1", "vpce-1", Optional.of("{}"));
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(0).withProxies(proxies)
                .withEntrance(new Entrance("orders", "127.0.0.1", 0, false, Optional.of(endpoint)))
                .withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO));
        Origins origins = new Origins(config.proxies());
        server = HttpServer.start(config, exchange -> {
            seen.set(origins.of(exchange));
            exchange.send(new WireResponse(200, "text/plain", List.of(), new byte[0]));
        }, () -> "id", System::nanoTime);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Origin origin(int port, String... lines) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send("GET / HTTP/1.1\r\nHost: queue.example:80\r\n" + String.join("", List.of(lines).stream().map(line -> line + "\r\n").toList()) + "\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        return seen.get();
    }

    @Test
    void aStrangersWordAboutItselfIsNotTaken() throws IOException {
        start(TrustedProxies.of("10.0.0.0/8"));

        Origin origin = origin(server.port(), "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https", "X-Forwarded-Host: evil.example",
                "Forwarded: for=203.0.113.9;proto=https", "User-Agent: aws-cli", "X-Amzn-Trace-Id: Root=1-2-3");

        assertThat(origin).isEqualTo(new Origin("http://queue.example:80", "Root=1-2-3", "127.0.0.1", "aws-cli", "", "", "", "", Tls.NONE));
        assertThat(origin.secure()).isFalse();
    }

    @Test
    void aTrustedProxysWordIsTaken() throws IOException {
        start(TrustedProxies.of("127.0.0.1, 10.0.0.0/8"));

        Origin origin = origin(server.port(), "X-Forwarded-For: 6.6.6.6", "X-Forwarded-For: 203.0.113.9, 10.1.1.1", "X-Forwarded-Proto: https");

        assertThat(origin.sourceIp()).isEqualTo("203.0.113.9");
        assertThat(origin.endpoint()).isEqualTo("https://queue.example:80"); // Host is the signed one
        assertThat(origin.secure()).isTrue();
    }

    @Test
    void aTrustedProxyThatSaysNothingOrNonsenseIsTheClient() throws IOException {
        start(TrustedProxies.of("127.0.0.0/8"));

        assertThat(origin(server.port()).sourceIp()).isEqualTo("127.0.0.1");
        Origin odd = origin(server.port(), "X-Forwarded-For: localhost", "X-Forwarded-Proto: gopher");
        assertThat(odd.sourceIp()).isEqualTo("127.0.0.1");
        assertThat(odd.endpoint()).isEqualTo("http://queue.example:80");
        assertThat(origin(server.port(), "X-Forwarded-Proto: https, http").endpoint()).startsWith("http://"); // the nearest says http
    }

    @Test
    void aCallThroughAnEndpointSaysSo() throws IOException {
        start(TrustedProxies.NONE);

        Origin through = origin(server.port("orders").orElseThrow());

        assertThat(through.vpc()).isEqualTo("vpc-1");
        assertThat(through.vpcEndpoint()).isEqualTo("vpce-1");
        assertThat(origin(server.port()).vpcEndpoint()).isEmpty();
    }

    @Test
    void aHostThatCouldNotStandInAUrlIsReplacedByOurOwn() throws IOException {
        start(TrustedProxies.NONE);
        try (RawClient client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: evil.example%2fpath,x=\r\n\r\n").read();
        }
        assertThat(seen.get().endpoint()).isEqualTo("http://127.0.0.1:" + server.port());
    }
}
