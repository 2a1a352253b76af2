package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each limit, met from outside. */
@Timeout(60)
class LimitsTest {

    private static final HttpLimits LIMITS = HttpLimits.DEFAULT;

    @Test
    void aRequestLineThatIsTooLongIsRefused() throws IOException {
        assertStatus(414, "GET /" + "x".repeat(LIMITS.lineBytes()) + " HTTP/1.1\r\nHost: here\r\n\r\n");
    }

    @Test
    void headersThatAreTooLongAreRefused() throws IOException {
        assertStatus(431, "GET / HTTP/1.1\r\nHost: here\r\nX: " + "x".repeat(LIMITS.headBytes()) + "\r\n\r\n");
    }

    @Test
    void tooManyHeadersAreRefused() throws IOException {
        assertStatus(431, "GET / HTTP/1.1\r\nHost: here\r\n" + "X: y\r\n".repeat(LIMITS.headerCount()) + "\r\n");
    }

    @Test
    void aDeclaredBodyThatIsTooLongIsRefusedUnread() throws IOException {
        assertStatus(413, "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 16777217\r\n\r\n");
    }

    private static void assertStatus(int status, String request) throws IOException {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            var response = client.send(request).read();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).isNotBlank();
            assertThat(response.headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void aChunkedBodyThatIsTooLongIsRefusedWhileItComes() throws IOException {
        try (TestServer server = new TestServer(LIMITS.withBodyBytes(1000)); RawClient client = server.client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send("3e8\r\n" + "x".repeat(1000) + "\r\n").send("1\r\ny\r\n");
            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void aConnectionTooManyIsToldSo() throws Exception {
        try (TestServer server = new TestServer(LIMITS.withConcurrency(1, 10)); RawClient first = server.client()) {
            first.request("POST /echo", "").read();
            try (RawClient second = server.client()) {
                assertThat(second.read().status()).isEqualTo(503);
                assertThat(second.isClosedByServer()).isTrue();
            }
            assertThat(first.request("POST /echo", "still served").read().body()).endsWith("still served");
        }
    }

    @Test
    void aRequestTooManyIsRefusedAndItsConnectionGoesOn() throws Exception {
        try (TestServer server = new TestServer(LIMITS.withConcurrency(10, 1));
                RawClient first = server.client(); RawClient second = server.client()) {
            first.request("POST /park", "");
            server.parked.await();
            assertThat(second.request("POST /echo", "").read().status()).isEqualTo(503);
            server.release();
            assertThat(first.read().body()).isEqualTo("released");
            server.awaitQuiet();
            assertThat(second.request("POST /echo", "").read().status()).isEqualTo(200);
        }
    }

    @Test
    void bodiesWaitForTheirShareOfTheBytesInFlight() throws Exception {
        HttpLimits tight = LIMITS.withBodyBytes(64 * 1024).withBytesInFlight(64 * 1024);
        try (TestServer server = new TestServer(tight); RawClient first = server.client(); RawClient second = server.client()) {
            first.request("POST /park", "x".repeat(64 * 1024));
            server.parked.await();
            second.request("POST /echo", "y".repeat(64 * 1024));
            server.release();
            assertThat(first.read().body()).isEqualTo("released");
            assertThat(second.read().body()).endsWith("y");
        }
    }

    @Test
    void absurdlyManyPipelinedRequestsAreRefusedAfterThoseThatFit() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            client.request("POST /park", "");
            server.parked.await();
            client.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n".repeat(1000));
            server.release();
            assertThat(client.read().body()).isEqualTo("released");
            int served = 0;
            RawClient.Response response = client.read();
            for (; response.status() == 200 && served < 999; response = client.read()) {
                served++;
            }
            assertThat(served).isGreaterThanOrEqualTo(LIMITS.pipelined());
        }
    }

    @Test
    void aHeadThatComesTooSlowlyIsRefused() throws IOException {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            client.request("POST /echo", "").read();
            server.awaitQuiet();
            client.send("POST /echo HT");
            awaitReceiving(server);
            server.pass(LIMITS.headTimeout().plusSeconds(1));
            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    /** Rounds until the loop must have read what was sent before: another connection's request was answered after it. */
    private static void awaitReceiving(TestServer server) throws IOException {
        try (RawClient other = server.client()) {
            other.request("POST /echo", "").read();
        }
        server.awaitQuiet();
        server.server.round();
    }

    @Test
    void aBodyThatComesTooSlowlyIsRefused() throws IOException {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n");
            client.read();
            server.pass(Duration.ofSeconds(1));
            server.pass(LIMITS.bodyTimeout().plusSeconds(1));
            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    @Test
    void aConnectionWithoutRequestsIsClosed() throws IOException {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            client.request("POST /echo", "").read();
            server.awaitQuiet();
            server.pass(LIMITS.idleTimeout().plusSeconds(1));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void silenceBeginsWithTheLastAnswerNotWithTheRoundBefore() throws IOException {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            awaitReceiving(server);
            server.nanos.addAndGet(LIMITS.idleTimeout().toNanos());
            client.request("POST /echo", "").read();
            server.awaitQuiet();
            server.pass(Duration.ofSeconds(1));
            assertThat(client.request("POST /echo", "").read().status()).isEqualTo(200);
        }
    }

    @Test
    void aConnectionThatNeverSaysAWordIsClosed() throws IOException {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            awaitReceiving(server);
            server.pass(LIMITS.idleTimeout().plusSeconds(1));
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aParkedRequestOutlivesTheIdleTimeout() throws Exception {
        try (TestServer server = new TestServer(); RawClient client = server.client()) {
            client.request("POST /park", "");
            server.parked.await();
            server.pass(LIMITS.idleTimeout().plusSeconds(1));
            server.release();
            assertThat(client.read().body()).isEqualTo("released");
        }
    }

    @Test
    void limitsThatCannotHoldAreRefused() {
        assertThatThrownBy(() -> LIMITS.withBytesInFlight(1)).hasMessageContaining("bytesInFlight");
        assertThatThrownBy(() -> LIMITS.withConcurrency(0, 1)).hasMessageContaining("at least 1");
    }
}
