package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a server says goodbye. */
@Timeout(60)
class StopTest {

    private static GatewayConfig patience(Duration time) {
        return GatewayConfig.DEFAULT.withLimits(HttpLimits.DEFAULT.withStopTimeout(time));
    }

    @Test
    void aRunningRequestIsAnsweredAndItsConnectionClosed() throws Exception {
        TestServer server = new TestServer(patience(Duration.ofSeconds(50)));
        try (RawClient client = server.client()) {
            client.request("POST /park", "");
            server.parked.await();
            Thread stopping = Thread.startVirtualThread(server::close);
            awaitRefusal(server);
            server.release();
            var response = client.read();
            assertThat(response.body()).isEqualTo("released");
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(client.isClosedByServer()).isTrue();
            stopping.join();
        }
    }

    @Test
    void aLargeAnswerUnderWayIsFinished() throws Exception {
        TestServer server = new TestServer(patience(Duration.ofSeconds(50)));
        int length = 14_000_000;
        try (RawClient client = server.client()) {
            client.request("GET /large?" + length, "");
            String first = client.read(12);
            Thread stopping = Thread.startVirtualThread(server::close);
            awaitRefusal(server);
            assertThat(first).isEqualTo("HTTP/1.1 200");
            assertThat(client.readToTheEnd().endsWith(TestServer.large(length))).isTrue();
            stopping.join();
        }
    }

    /** Connects until nobody accepts: then the stop has begun. */
    private static void awaitRefusal(TestServer server) {
        assertThatThrownBy(() -> {
            while (true) {
                server.client().close();
            }
        }).isInstanceOf(ConnectException.class);
    }

    @Test
    void aRequestStillParkedAtTheDeadlineIsWokenAndAnswered() throws Exception {
        TestServer server = new TestServer(patience(Duration.ZERO));
        try (RawClient client = server.client()) {
            client.request("POST /park", "");
            server.parked.await();
            server.close();
            var response = client.read();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void idleConnectionsAreClosedAtOnce() throws IOException {
        TestServer server = new TestServer(patience(Duration.ofSeconds(50)));
        try (RawClient used = server.client(); RawClient silent = server.client()) {
            used.request("POST /echo", "").read();
            server.awaitQuiet();
            server.close();
            assertThat(used.isClosedByServer()).isTrue();
            assertThat(silent.isClosedByServer()).isTrue();
        }
    }

    @Test
    void stoppingTwiceIsStoppingOnce() throws IOException {
        TestServer server = new TestServer();
        server.close();
        server.close();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (TestServer server = new TestServer()) {
            GatewayConfig same = GatewayConfig.DEFAULT.withPort(server.server.port());
            assertThatThrownBy(() -> HttpServer.start(same, exchange -> {}, () -> "", System::nanoTime))
                    .isInstanceOf(IOException.class).hasMessageContaining("127.0.0.1:" + server.server.port());
        }
    }
}
