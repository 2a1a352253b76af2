package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a TLS entrance takes, and from whom. */
@Timeout(60)
class TlsAbuseTest {

    /** Version and the rest of the hello: 32 random bytes, no session, one old suite and one new, no compression. */
    private static final String HELLO = "16%1$s002f" + "01" + "00002b" + "%1$s" + "00".repeat(32) + "00" + "0004c02fc013" + "0100";

    @TempDir
    Path directory;

    private X509Bundle certificate;
    private TestServer server;

    @BeforeEach
    void certify() throws Exception {
        certificate = write(OwnCertificate.make(List.of(), Instant.now()));
    }

    private X509Bundle write(X509Bundle made) throws IOException {
        Files.writeString(directory.resolve("chain.pem"), made.getCertificatePathPEM());
        Files.writeString(directory.resolve("key.pem"), made.getPrivateKeyPEM());
        return made;
    }

    private TestServer start(ClientCertificates clients) throws IOException {
        TlsConfig tls = TlsConfig.files(directory.resolve("chain.pem"), directory.resolve("key.pem")).withClients(clients);
        server = new TestServer(GatewayConfig.DEFAULT.withTls(0, tls).withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO)));
        return server;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int port() {
        return server.server.tlsPort().orElseThrow();
    }

    private SSLSocket connect(X509Bundle trusted, Optional<X509Bundle> own, String... versions) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keys = own.isPresent() ? own.get().toKeyManagerFactory().getKeyManagers() : null;
        context.init(keys, new TrustManager[] {trusted.toTrustManager()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port());
        socket.setSoTimeout(30_000);
        if (versions.length > 0) {
            socket.setEnabledProtocols(versions);
        }
        return socket;
    }

    private String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET /echo HTTP/1.1\r\nHost: here\r\n\r\n".getBytes());
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\nGET  ") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException();
            }
            answer.append((char) next);
        }
        return answer.substring(0, 12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsAreSpokenWithForwardSecrecyOnly(String version) throws Exception {
        start(ClientCertificates.NONE);
        try (SSLSocket socket = connect(certificate, Optional.empty(), version)) {
            assertThat(ask(socket)).isEqualTo("HTTP/1.1 200");
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getSession().getCipherSuite()).matches("TLS_(ECDHE_.*_WITH_)?(AES_\\d+_GCM|CHACHA20_POLY1305)_SHA\\d+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0302", "0301", "0300"})
    void olderVersionsAreRefused(String version) throws Exception {
        start(ClientCertificates.NONE);
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(HELLO.formatted(version)));
            byte[] alert = socket.getInputStream().readNBytes(7);
            assertThat(alert[0]).as("an alert").isEqualTo((byte) 21);
            assertThat(alert[6]).as("protocol_version").isEqualTo((byte) 70);
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"})
    void weakCiphersAreRefused(String suite) throws Exception {
        start(ClientCertificates.NONE);
        try (SSLSocket socket = connect(certificate, Optional.empty(), "TLSv1.2")) {
            assertThatThrownBy(() -> {
                socket.setEnabledCipherSuites(new String[] {suite});
                socket.startHandshake();
            }).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientMayNotHandshakeAgainAndAgain() throws Exception {
        start(ClientCertificates.NONE);
        try (SSLSocket socket = connect(certificate, Optional.empty(), "TLSv1.2")) {
            assertThat(ask(socket)).isEqualTo("HTTP/1.1 200");
            assertThatThrownBy(() -> {
                socket.startHandshake();
                ask(socket);
            }).isInstanceOf(IOException.class);
        }
        try (SSLSocket other = connect(certificate, Optional.empty())) {
            assertThat(ask(other)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void aCertificateThatChangedIsShownToNewConnectionsAndOldOnesGoOn() throws Exception {
        start(ClientCertificates.NONE);
        try (SSLSocket old = connect(certificate, Optional.empty())) {
            assertThat(ask(old)).isEqualTo("HTTP/1.1 200");
            X509Bundle next = write(OwnCertificate.make(List.of(), Instant.now()));
            server.server.tls().orElseThrow().check();

            try (SSLSocket late = connect(certificate, Optional.empty())) {
                assertThatThrownBy(late::startHandshake).hasStackTraceContaining("PKIX");
            }
            try (SSLSocket late = connect(next, Optional.empty())) {
                assertThat(ask(late)).isEqualTo("HTTP/1.1 200");
            }
            assertThat(ask(old)).isEqualTo("HTTP/1.1 200");
        }
    }

    private static X509Bundle authority() throws Exception {
        return new CertificateBuilder().ecp256().subject("CN=authority").setIsCertificateAuthority(true).buildSelfSigned();
    }

    private ClientCertificates clients(ClientCertificates.Demand demand, X509Bundle authority) throws IOException {
        return new ClientCertificates(demand, Optional.of(Files.writeString(directory.resolve("ca.pem"), authority.getCertificatePEM())));
    }

    private static X509Bundle client(X509Bundle authority) throws Exception {
        return new CertificateBuilder().ecp256().subject("CN=client").addExtendedKeyUsageClientAuth().buildIssuedBy(authority);
    }

    @Test
    void whereCertificatesOfClientsAreRequiredNobodyIsServedWithout() throws Exception {
        X509Bundle authority = authority();
        start(clients(ClientCertificates.Demand.REQUIRED, authority));

        try (SSLSocket known = connect(certificate, Optional.of(client(authority)))) {
            assertThat(ask(known)).isEqualTo("HTTP/1.1 200");
        }
        assertRefused(Optional.empty());
        assertRefused(Optional.of(client(authority())));
        assertRefused(Optional.of(authority()));
    }

    @Test
    void whereTheyAreWantedOnlyABadOneIsRefused() throws Exception {
        X509Bundle authority = authority();
        start(clients(ClientCertificates.Demand.WANTED, authority));

        try (SSLSocket known = connect(certificate, Optional.of(client(authority)))) {
            assertThat(ask(known)).isEqualTo("HTTP/1.1 200");
        }
        try (SSLSocket unknown = connect(certificate, Optional.empty())) {
            assertThat(ask(unknown)).isEqualTo("HTTP/1.1 200");
        }
    }

    private void assertRefused(Optional<X509Bundle> own) throws Exception {
        try (SSLSocket socket = connect(certificate, own)) {
            assertThatThrownBy(() -> assertThat(ask(socket)).isEqualTo("HTTP/1.1 200")).isInstanceOfAny(IOException.class, AssertionError.class);
        }
    }

    @Test
    void theAuthoritiesOfClientsAreReadAgainToo() throws Exception {
        X509Bundle later = authority();
        start(clients(ClientCertificates.Demand.REQUIRED, authority()));
        assertRefused(Optional.of(client(later)));

        clients(ClientCertificates.Demand.REQUIRED, later);
        server.server.tls().orElseThrow().check();
        try (SSLSocket known = connect(certificate, Optional.of(client(later)))) {
            assertThat(ask(known)).isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void aServerMayHaveNoWayInButTls() throws Exception {
        TlsConfig tls = TlsConfig.files(directory.resolve("chain.pem"), directory.resolve("key.pem"));
        HttpServer only = HttpServer.start(GatewayConfig.DEFAULT.withTls(0, tls).withoutCleartext(), exchange -> { }, () -> "", System::nanoTime);
        start(ClientCertificates.NONE);
        assertThat(only.tlsPort()).isPresent();
        assertThat(only.port(Entrance.CLEARTEXT)).isEmpty();
        assertThatThrownBy(only::port).isInstanceOf(IllegalStateException.class);
        only.close();
    }

    @Test
    void aHandshakeThatStallsIsEnded() throws Exception {
        TlsConfig tls = TlsConfig.files(directory.resolve("chain.pem"), directory.resolve("key.pem"));
        server = new TestServer(GatewayConfig.DEFAULT.withTls(0, tls)
                .withLimits(HttpLimits.DEFAULT.withHeadTimeout(Duration.ofMillis(300)).withStopTimeout(Duration.ZERO)));
        try (Socket silent = new Socket("127.0.0.1", port()); Socket halfway = new Socket("127.0.0.1", port())) {
            halfway.getOutputStream().write(HexFormat.of().parseHex("160301"));
            halfway.setSoTimeout(30_000);
            silent.setSoTimeout(30_000);
            assertThat(halfway.getInputStream().read()).isNegative();
            assertThat(silent.getInputStream().read()).isNegative();
        }
    }
}
