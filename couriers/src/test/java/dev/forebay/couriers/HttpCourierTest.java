package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCourierTest {
    private static final byte[] BODY = "grüße".getBytes(StandardCharsets.UTF_8);

    private final HttpCourier courier = new HttpCourier(HttpCourierConfig.DEFAULTS);

    @AfterEach
    void close() {
        courier.close();
    }

    @Test
    void aBodyArrivesWithItsHeaders() throws Exception {
        try (HttpEndpoint endpoint = HttpEndpoint.answering(200)) {
            Outcome outcome = courier.post(endpoint.url("/hook?x=a%20b"), Map.of("X-Kind", "trial", "Content-Type", "text/plain"), BODY);

            assertThat(outcome).isEqualTo(new Outcome.Delivered(200, "HTTP status 200"));
            HttpEndpoint.Got got = endpoint.next();
            assertThat(got.method()).isEqualTo("POST");
            assertThat(got.target()).isEqualTo("/hook?x=a%20b");
            assertThat(got.headers().getFirst("X-Kind")).isEqualTo("trial");
            assertThat(got.headers().getFirst("Content-Type")).isEqualTo("text/plain");
            assertThat(got.body()).isEqualTo(BODY);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void whatIsTakenIsDelivered(int status) throws Exception {
        assertThat(outcomeOf(status)).isInstanceOf(Outcome.Delivered.class).extracting(Outcome::status).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 307, 400, 401, 403, 404, 408, 410, 413, 499, 600})
    void whatIsRefusedIsNotWorthAnotherAttempt(int status) throws Exception {
        assertThat(outcomeOf(status)).isInstanceOf(Outcome.Refused.class).extracting(Outcome::status).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504, 599})
    void whatMayGoWellLaterHasFailed(int status) throws Exception {
        assertThat(outcomeOf(status)).isInstanceOf(Outcome.Failed.class).extracting(Outcome::status).isEqualTo(status);
    }

    private Outcome outcomeOf(int status) throws IOException {
        try (HttpEndpoint endpoint = HttpEndpoint.answering(status)) {
            return courier.post(endpoint.url("/"), Map.of(), BODY);
        }
    }

    @Test
    void aSwitchOfProtocolsThatNobodyAskedForHasFailed() throws Exception {
        assertThat(answerOnTheWire("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void anAnswerThatIsNoHttpHasFailed() throws Exception {
        assertThat(answerOnTheWire("220 mail.example ready\r\n\r\n")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aConnectionThatIsClosedWithoutAnAnswerHasFailed() throws Exception {
        assertThat(answerOnTheWire("")).isInstanceOf(Outcome.Failed.class);
    }

    private Outcome answerOnTheWire(String answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.startVirtualThread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4_096]);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Outcome outcome = courier.post("http://localhost:" + server.getLocalPort() + "/", Map.of(), BODY);
            answering.join();
            return outcome;
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (HttpEndpoint other = HttpEndpoint.answering(200);
                HttpEndpoint endpoint = HttpEndpoint.answering(exchange -> {
                    exchange.getResponseHeaders().set("Location", other.url("/"));
                    exchange.sendResponseHeaders(307, -1);
                    exchange.close();
                })) {
            assertThat(courier.post(endpoint.url("/"), Map.of(), BODY)).isInstanceOf(Outcome.Refused.class);
            assertThat(other.waiting()).isZero();
        }
    }

    @Test
    void userAndPasswordOfTheAddressBecomeBasicAuthentication() throws Exception {
        try (HttpEndpoint endpoint = HttpEndpoint.answering(200)) {
            courier.post("http://jane:p%40ss+w%C3%B6rd@localhost:" + endpoint.port() + "/a%2Fb?c=%26", Map.of(), BODY);

            HttpEndpoint.Got got = endpoint.next();
            String credentials = Base64.getEncoder().encodeToString("jane:p@ss+wörd".getBytes(StandardCharsets.UTF_8));
            assertThat(got.headers().getFirst("Authorization")).isEqualTo("Basic " + credentials);
            assertThat(got.headers().getFirst("Host")).isEqualTo("localhost:" + endpoint.port());
            assertThat(got.target()).isEqualTo("/a%2Fb?c=%26");
        }
    }

    @Test
    void thePasswordStandsInNoOutcome() {
        assertThat(courier.post("http://jane:secret@localhost:1/", Map.of(), BODY).detail()).doesNotContain("secret", "jane");
        assertThat(courier.post("http://jane:secret@bad host/", Map.of(), BODY).detail()).doesNotContain("secret", "jane");
    }

    @Test
    void aRefusedConnectionHasFailed() throws Exception {
        int closed;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = server.getLocalPort();
        }
        assertThat(courier.post("http://localhost:" + closed + "/", Map.of(), BODY))
                .isEqualTo(new Outcome.Failed(0, "the connection was refused"));
    }

    @Test
    void anUnknownHostHasFailed() {
        assertThat(courier.post("http://nobody.invalid/", Map.of(), BODY))
                .isEqualTo(new Outcome.Failed(0, "the host's name is not known"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "http://", "ftp://localhost/", "http:///x", "http://a b/", "http://localhost:99999999/"})
    void whatIsNoAddressIsRefused(String url) {
        assertThat(courier.post(url, Map.of(), BODY)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anEndpointThatDoesNotAnswerHasFailed() throws Exception {
        AtomicReference<HttpEndpoint> self = new AtomicReference<>();
        try (HttpCourier hasty = hasty(); HttpEndpoint endpoint = HttpEndpoint.answering(exchange -> self.get().hang())) {
            self.set(endpoint);
            assertThat(hasty.post(endpoint.url("/"), Map.of(), BODY)).isEqualTo(new Outcome.Failed(0, "no whole answer within 0.2 s"));
        }
    }

    @Test
    void anEndpointThatNeverEndsItsAnswerHasFailed() throws Exception {
        AtomicReference<HttpEndpoint> self = new AtomicReference<>();
        try (HttpCourier hasty = hasty(); HttpEndpoint endpoint = HttpEndpoint.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            self.get().hang();
        })) {
            self.set(endpoint);
            assertThat(hasty.post(endpoint.url("/"), Map.of(), BODY)).isInstanceOf(Outcome.Failed.class);
        }
    }

    private static HttpCourier hasty() {
        return new HttpCourier(HttpCourierConfig.DEFAULTS.withTimeout(Duration.ofMillis(200)));
    }

    @Test
    void anEndlessAnswerIsReadOnlyToTheLimit() throws Exception {
        try (HttpEndpoint endpoint = HttpEndpoint.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[8_192];
            try (OutputStream out = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(chunk);
                }
            }
        })) {
            assertThat(courier.post(endpoint.url("/"), Map.of(), BODY)).isInstanceOf(Outcome.Delivered.class);
        }
    }

    @Test
    void anInterruptEndsTheAttemptAndIsKept() throws Exception {
        AtomicReference<HttpEndpoint> self = new AtomicReference<>();
        try (HttpEndpoint endpoint = HttpEndpoint.answering(exchange -> self.get().hang())) {
            self.set(endpoint);
            AtomicReference<Outcome> outcome = new AtomicReference<>();
            Thread posting = Thread.startVirtualThread(() -> {
                Outcome ended = courier.post(endpoint.url("/"), Map.of(), BODY);
                outcome.set(Thread.currentThread().isInterrupted() ? ended : null);
            });
            endpoint.next();
            posting.interrupt();
            posting.join();
            assertThat(outcome.get()).isEqualTo(new Outcome.Failed(0, "the attempt was interrupted"));
        }
    }
}
