package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        }).isInstanceOf(SocketException.class); // refused, or reset where the listener closes in the middle of it
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

    /** A request whose thread cannot be woken, and goes on when everything it could speak to is gone. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoAnswersAfterTheEndFindsNobodyAndFailsNowhere(boolean http2) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        HttpServer server = HttpServer.start(patience(Duration.ZERO).withPort(0), exchange -> {
            OutputStream out = exchange.stream(200, "text/plain", List.of());
            out.write('a');
            out.flush();
            begun.countDown();
            awaitStubbornly(stopped);
            try {
                out.write(new byte[1_000_000]);
                out.close();
            } catch (Throwable e) {
                outcome.set(e);
                throw e;
            } finally {
                done.countDown();
            }
        }, () -> "id", System::nanoTime);
        ask(server.port(), http2);
        begun.await();
        server.close();
        stopped.countDown();
        done.await();
        assertThat(outcome.get()).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000_000})
    void aWholeAnswerAfterTheEndGoesNowhere(int length) throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(2);
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        HttpServer server = HttpServer.start(patience(Duration.ZERO).withPort(0), exchange -> {
            begun.countDown();
            awaitStubbornly(stopped);
            try {
                exchange.send(new WireResponse(200, "text/plain", List.of(), new byte[length]));
            } catch (Throwable e) {
                outcome.set(e);
            } finally {
                done.countDown();
            }
        }, () -> "id", System::nanoTime);
        ask(server.port(), false);
        ask(server.port(), true);
        begun.await();
        server.close();
        stopped.countDown();
        done.await();
        assertThat(outcome.get()).isNull();
    }

    /** Asks, and leaves the connection to the server. */
    private static void ask(int port, boolean http2) throws IOException {
        if (http2) {
            new RawHttp2(port).get(1, "/");
        } else {
            new RawClient(port).request("GET /", "");
        }
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException stays) {
                Thread.onSpinWait();
            }
        }
    }
}
