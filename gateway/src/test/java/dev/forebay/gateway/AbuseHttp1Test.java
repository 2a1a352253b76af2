package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/1 that mean harm: slow ones, endless ones, and those who lie about length. Others are served on. */
@Timeout(120)
class AbuseHttp1Test {

    private static final HttpLimits LIMITS = HttpLimits.DEFAULT;
    private static final String CHUNKED = "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n";

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void othersAreServed() throws IOException {
        try (RawClient good = server.client()) {
            assertThat(good.request("POST /echo", "on").read().body()).endsWith("on");
        }
        server.close();
    }

    /** Returns when the loop has read what was sent before, and has been round. */
    private void awaitRead() throws IOException {
        try (RawClient other = server.client()) {
            other.request("POST /echo", "").read();
        }
        server.server.round();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "POST /ec",                                     // in the line
        "POST /echo HTTP/1.1\r\nHost: he",              // in the headers
        "POST /echo HTTP/1.1\r\nHost: here\r\n",        // one line before the end
        "\r\n\r\n\r\n",                                 // before the line
    })
    void aHeadThatDripsIsCutOffHoweverOftenABitComes(String begin) throws IOException {
        try (RawClient client = server.client()) {
            client.send(begin);
            awaitRead();
            for (int second = 0; second < 9; second++) {
                client.send(begin.startsWith("\r") ? "\r\n" : "x");
                awaitRead();
                server.pass(Duration.ofSeconds(1));
            }
            server.pass(Duration.ofSeconds(3));
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBodyThatDripsIsCutOffHoweverOftenABitComes() throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 1000000\r\n\r\n");
            for (int second = 0; second <= LIMITS.bodyTimeout().toSeconds() + 1; second++) {
                client.send("x");
                awaitRead();
                server.pass(Duration.ofSeconds(1));
            }
            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    @Test
    void chunksThatDripAreCutOff() throws IOException {
        try (RawClient client = server.client()) {
            client.send(CHUNKED);
            for (int second = 0; second <= LIMITS.bodyTimeout().toSeconds() + 1; second++) {
                client.send("1\r\nx\r\n");
                awaitRead();
                server.pass(Duration.ofSeconds(1));
            }
            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 413", "2147483648, 413", "16777217, 413", "99999999999999999999, 400", "-1, 400", "1e3, 400", "0x10, 400",
        "'5, 5', 400", "'5 5', 400", "'', 400", "+5, 400", "٥, 400",
    })
    void aLengthThatIsNoneOrTooLongIsRefusedUnread(String length, int status) throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: " + length + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(status);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aChunkOfExtensionsWithoutEndIsCutOff() throws IOException {
        try (RawClient client = server.client()) {
            client.send(CHUNKED);
            assertEnded(client, "1;" + "a=b;".repeat(1000), 1000);
        }
    }

    @Test
    void trailersWithoutEndAreCutOff() throws IOException {
        try (RawClient client = server.client()) {
            client.send(CHUNKED + "0\r\n");
            assertEnded(client, "X: yyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(100), 1000);
        }
    }

    /** The server answers, or resets, before so much was taken. */
    private static void assertEnded(RawClient client, String more, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                client.send(more);
            }
            assertThat(client.read().status()).isEqualTo(400);
        } catch (IOException reset) {
            assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffffffffffff", "8000000000000000", "7fffffffffffffff1", "10000000000000000", "-1", "+1", "0x1", "1 1", "", " ", "g"})
    void aChunkWhoseSizeIsNoneIsRefused(String size) throws IOException {
        try (RawClient client = server.client()) {
            client.send(CHUNKED + size + "\r\nx\r\n0\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7fffffff", "1000001"})
    void aChunkLongerThanABodyMayBeIsRefusedWhileItComes(String size) throws IOException {
        try (RawClient client = server.client()) {
            client.send(CHUNKED + size + "\r\n");
            int status = 0;
            try {
                for (int i = 0; i < 400; i++) {
                    client.send("x".repeat(64 * 1024));
                }
                status = client.read().status();
            } catch (IOException reset) {
                status = 413; // the answer was lost with the connection: it was ended, which is what counts
            }
            assertThat(status).isEqualTo(413);
        }
    }

    @Test
    void manySmallChunksCostNoMoreThanTheirBytes() throws IOException {
        try (RawClient client = server.client()) {
            client.send(CHUNKED);
            for (int i = 0; i < 200; i++) {
                client.send("1\r\nx\r\n".repeat(1000));
            }
            client.send("0\r\n\r\n");
            assertThat(client.read().body()).hasSize("POST  ".length() + 200_000);
        }
    }

    @Test
    void aClientThatPipelinesAndNeverReadsIsHeldBack() throws Exception {
        try (RawClient deaf = server.client()) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 100_000; i++) {
                    deaf.sendOrGiveUp("GET /large?1000 HTTP/1.1\r\nHost: h\r\n\r\n".repeat(50), 2_000);
                    if (i % 100 == 0) { // else a server that has refused it, and lets it finish for two seconds, would do so for ever
                        server.pass(Duration.ofMillis(100));
                    }
                }
            }).as("it can no longer write, or was cut off").isInstanceOf(IOException.class);
            server.awaitQuiet();
        }
    }

    @Test
    void onlySoManyRequestsArePipelined() throws IOException {
        try (RawClient client = server.client()) {
            client.request("POST /park", "");
            client.send("GET /echo HTTP/1.1\r\nHost: h\r\n\r\n".repeat(10_000));
            awaitRead();
            assertThat(server.server.running()).isEqualTo(1);
            server.release();
            assertThat(client.read().body()).isEqualTo("released");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /../../etc/passwd", "GET /_forebay/../../../etc/passwd", "GET /%2e%2e/%2e%2e/etc/passwd", "GET /..%00/", "GET //etc/passwd",
    })
    void noPathLeadsToAFile(String line) throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.send(line + " HTTP/1.1\r\nHost: here\r\n\r\n").read().body()).startsWith("path /");
        }
    }

    @Test
    void aQueryOfTheLineLimitIsTakenAndALongerOneIsNot() throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.send("GET /echo?" + "a=b&".repeat(2000) + " HTTP/1.1\r\nHost: here\r\n\r\n").read().status()).isEqualTo(200);
            assertThat(client.send("GET /echo?" + "a=b&".repeat(2100) + " HTTP/1.1\r\nHost: here\r\n\r\n").read().status()).isEqualTo(414);
        }
    }

    @Test
    void endlessHeadersAndEndlessLinesAreCutOff() throws IOException {
        for (String endless : new String[] {"X: y\r\n", "x"}) {
            try (RawClient client = server.client()) {
                client.send("GET /echo HTTP/1.1\r\nHost: here\r\nX: ");
                int status = 431;
                try {
                    for (int i = 0; i < 1000; i++) {
                        client.send(endless.repeat(1000));
                    }
                    status = client.read().status();
                } catch (IOException reset) {
                    assertThat(reset).isNotInstanceOf(SocketTimeoutException.class);
                }
                assertThat(status).isEqualTo(431);
            }
        }
    }
}
