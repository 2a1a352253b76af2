package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS with ALPN, and HTTP/2 as the JDK's client speaks it. */
@Timeout(60)
class TlsTest {

    @TempDir
    Path directory;

    private X509Bundle certificate;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = OwnCertificate.make(List.of(), Instant.now());
        Path chain = Files.writeString(directory.resolve("chain.pem"), certificate.getCertificatePathPEM());
        Path key = Files.writeString(directory.resolve("key.pem"), certificate.getPrivateKeyPEM());
        server = new TestServer(GatewayConfig.DEFAULT
                .withTls(0, TlsConfig.files(chain, key))
                .withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void theClientChoosesTheVersion(Version version) throws Exception {
        try (HttpClient client = client(version)) {
            HttpResponse<String> response = client.send(request("/echo?q").POST(BodyPublishers.ofString("hello")).build(), BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(version);
            assertThat(response.body()).isEqualTo("POST q hello");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void largeBodiesPassBothWays(Version version) throws Exception {
        String body = "0123456789".repeat(300_000);
        try (HttpClient client = client(version)) {
            HttpRequest request = request("/echo-stream").POST(BodyPublishers.ofString(body)).build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aLargeAnswerArrivesAsItIs(Version version) throws Exception {
        try (HttpClient client = client(version)) {
            String answer = client.send(request("/large?14000000").build(), BodyHandlers.ofString()).body();
            assertThat(answer.equals(TestServer.large(14_000_000))).isTrue();
            assertThat(client.send(request("/echo").build(), BodyHandlers.ofString()).body()).isEqualTo("GET  ");
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aBodyThatIsTooLongIsRefused(Version version) throws Exception {
        try (HttpClient client = client(version)) {
            HttpRequest request = request("/echo").POST(BodyPublishers.ofByteArray(new byte[HttpLimits.DEFAULT.bodyBytes() + 1])).build();
            // The JDK's client may see the end of the connection while it still sends.
            try {
                assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
            } catch (IOException sending) {
                assertThat(version).isEqualTo(Version.HTTP_1_1);
            }
        }
    }

    @Test
    void aStreamThatIsResetWakesItsParkedRequest() throws Exception {
        try (HttpClient client = client(Version.HTTP_2)) {
            var answer = client.sendAsync(request("/park").build(), BodyHandlers.ofString());
            server.parked.await();
            answer.cancel(true);
            server.woken.await();
            assertThat(client.send(request("/echo").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void aClientThatDoesNotReadHoldsBackTheWriterUntilItLeaves(Version version) throws Exception {
        try (HttpClient client = client(version)) {
            InputStream flood = client.send(request("/flood").build(), BodyHandlers.ofInputStream()).body();
            assertThat(flood.readNBytes(1000)).hasSize(1000);
            flood.close();
            server.woken.await();
        }
    }

    @Test
    void aFailureInsideIsAnsweredOnItsStreamOnly() throws Exception {
        try (HttpClient client = client(Version.HTTP_2)) {
            HttpResponse<String> failed = client.send(request("/fail").build(), BodyHandlers.ofString());
            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(failed.body()).contains("the-request-id").doesNotContain("secret");
            assertThat(client.send(request("/stream").build(), BodyHandlers.ofString()).body()).isEqualTo("one two");
        }
    }

    @Test
    void aStreamStillParkedWhenTheServerStopsIsWokenAndAnswered() throws Exception {
        try (HttpClient client = client(Version.HTTP_2)) {
            var answer = client.sendAsync(request("/park").build(), BodyHandlers.ofString());
            server.parked.await();
            server.close();
            assertThat(answer.join().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aSelfSignedCertificateIsForLocalhost() throws Exception {
        try (TestServer own = new TestServer(GatewayConfig.DEFAULT.withTls(0, TlsConfig.selfSigned()))) {
            // Nobody can trust a certificate that was just made, so the client refuses it: after it has seen its name.
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + own.server.tlsPort().orElseThrow())).build();
            try (HttpClient client = client(Version.HTTP_1_1)) {
                assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).hasStackTraceContaining("PKIX");
            }
        }
        assertThat(certificate.getCertificate().getSubjectAlternativeNames().toString()).contains("localhost", "127.0.0.1");
    }

    @Test
    void plainHttpOnTheTlsPortEndsTheConnection() throws Exception {
        try (RawClient client = new RawClient(server.server.tlsPort().orElseThrow())) {
            client.request("POST /echo", "");
            assertThatThrownBy(client::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void filesThatAreMissingStopTheStart() {
        TlsConfig missing = TlsConfig.files(directory.resolve("none"), directory.resolve("none"));
        assertThatThrownBy(() -> new TestServer(GatewayConfig.DEFAULT.withTls(0, missing))).hasMessageContaining("TLS cannot be set up");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.server.tlsPort().orElseThrow() + path));
    }

    private HttpClient client(Version version) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate.getCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().version(version).sslContext(context).build();
    }
}
