package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two servers in a chain could read differently is refused, and the connection ends: no second request comes of it. */
@Timeout(60)
class SmugglingTest {

    private static final String SECOND = "GET /echo?smuggled HTTP/1.1\r\nHost: here\r\n\r\n";

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 0, 44\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: +0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: -1\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 0x0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nX-Folded: a\r\n b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nX-Folded: a\r\n\tb\r\n\r\n",
        "\r\n\r\nPOST /echo HTTP/1.1\r\nHost: here\r\nX-Folded: a\r\n\tb\r\n\r\n",
        "POST /echo HTTP/1.1\r\n Host: here\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nName with blank: x\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nno colon\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n",
        "POST /echo HTTP/1.1\r\nX: y\r\n\r\n",
        "POST /echo HTTP/1.1\nHost: here\n\n",
        "POST echo HTTP/1.1\r\nHost: here\r\n\r\n",
        "POST  /echo HTTP/1.1 x\r\nHost: here\r\n\r\n",
        "post /echo HTTP/1.1\r\nHost: here\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\n\tTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\u0000\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nX: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nX: a\u0000b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nX\u0000: b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\n: b\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length : 44\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 44\u000b\r\n\r\n",
        "POST /echo\u0000 HTTP/1.1\r\nHost: here\r\n\r\n",
        "POST /echo?a\tb HTTP/1.1\r\nHost: here\r\n\r\n",
        "POST /echo HTTP/1.1\r\r\nHost: here\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here@there\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here/there\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here there\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n3;a\nb\r\nabc\r\n0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcXX0\r\n\r\n",
    })
    void anAmbiguousRequestIsRefusedAndTheConnectionEnds(String request) throws IOException {
        try (RawClient client = server.client()) {
            var response = client.send(request + SECOND).read();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 46, 47, 48, 49, 50, 51, 52})
    void aFoldedLineIsRefusedWhereverItIsCutInTwo(int cut) throws IOException {
        String request = "POST /echo HTTP/1.1\r\nHost: here\r\nX-Folded: a\r\n b\r\n\r\n" + SECOND;
        try (RawClient client = server.client()) {
            client.send(request.substring(0, cut));
            server.server.round(); // the loop has been round: most likely it has read the first part
            assertThat(client.send(request.substring(cut)).read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "identity", "identity\r\nTransfer-Encoding: chunked", "chunked;q=1", "\"chunked\""})
    void aCodingThatIsNotUnderstoodIsRefused(String coding) throws IOException {
        try (RawClient client = server.client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n" + SECOND);
            assertThat(client.read().status()).isIn(501, 400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9"})
    void anotherVersionIsRefused(String version) throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.send("POST /echo " + version + "\r\nHost: here\r\n\r\n" + SECOND).read().status()).isEqualTo(505);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }
}
