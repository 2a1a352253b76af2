package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** HTTP/1.x as it looks on the wire. */
@Timeout(60)
class Http1Test {

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        client = server.client();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aConnectionCarriesOneRequestAfterAnother() throws IOException {
        assertThat(client.request("POST /echo?a=b", "hello").read().body()).isEqualTo("POST a=b hello");
        assertThat(client.request("PUT /echo", "").read().body()).isEqualTo("PUT  ");
        assertThat(client.send("GET /echo HTTP/1.1\r\nHost: here\r\n\r\n").read().body()).isEqualTo("GET  ");
    }

    /** The connection goes on, or ends, as the client has said in a header that is no longer there. */
    @Test
    void whatAConnectionNeedsOfHeadersStaysWhenTheyAreLetGo() throws IOException {
        String request = "GET /forget HTTP/1.1\r\nHost: here\r\nConnection: ";
        for (int i = 0; i < 2; i++) {
            assertThat(client.send(request + "keep-alive\r\n\r\n").read().body()).isEqualTo("true false here");
        }
        assertThat(client.send(request + "close\r\n\r\n").read().headers()).containsEntry("connection", "close");
    }

    @Test
    void aResponseTellsDateTypeAndLength() throws IOException {
        var response = client.request("POST /echo", "").read();
        assertThat(response.headers()).containsEntry("content-type", "text/plain").containsEntry("content-length", "6");
        assertThat(response.headers().get("date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            all.append("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 2\r\n\r\n").append(10 + i);
        }
        client.send(all.toString());
        for (int i = 0; i < 50; i++) {
            assertThat(client.read().body()).isEqualTo("POST  " + (10 + i));
        }
    }

    @Test
    void aRequestMayComeInSingleBytes() throws IOException {
        for (char c : "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello".toCharArray()) {
            client.send(String.valueOf(c));
        }
        assertThat(client.read().body()).isEqualTo("POST  hello");
    }

    @Test
    void aChunkedBodyIsTakenWhole() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n6\r\n world\r\n0\r\nT: t\r\n\r\n");
        assertThat(client.read().body()).isEqualTo("POST  hello world");
        assertThat(client.request("POST /echo", "again").read().body()).isEqualTo("POST  again");
    }

    @Test
    void aBodyLargerThanTheWindowIsTakenWhole() throws IOException {
        String body = "x".repeat(3_000_000);
        assertThat(client.request("POST /echo", body).read().body()).isEqualTo("POST  " + body);
    }

    @Test
    void aClientThatExpectsContinueIsToldToSendItsBody() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(100);
        assertThat(client.send("hello").read().body()).isEqualTo("POST  hello");
    }

    @Test
    void aClientThatExpectsContinueIsRefusedBeforeItsBodyWhenThatIsTooLong() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(413);
    }

    @Test
    void anyOtherExpectationFails() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: here\r\nExpect: miracles\r\n\r\n");
        assertThat(client.read().status()).isEqualTo(417);
    }

    @Test
    void connectionCloseIsHonoured() throws IOException {
        var response = client.send("POST /echo HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").read();
        assertThat(response.headers()).containsEntry("connection", "close");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void http10ClosesUnlessAskedToKeepAlive() throws IOException {
        var kept = client.send("POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi").read();
        assertThat(kept.headers()).containsEntry("connection", "keep-alive");
        var last = client.send("GET /echo HTTP/1.0\r\n\r\n").read();
        assertThat(last.body()).isEqualTo("GET  ");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aHeadRequestGetsTheLengthWithoutTheBody() throws IOException {
        assertThat(client.send("HEAD /echo HTTP/1.1\r\nHost: here\r\n\r\n").readHead().headers()).containsEntry("content-length", "6");
        assertThat(client.request("POST /echo", "next").read().body()).isEqualTo("POST  next");
    }

    @Test
    void anAbsoluteTargetIsReadAsItsPath() throws IOException {
        assertThat(client.send("GET http://elsewhere/echo?q HTTP/1.1\r\nHost: here\r\n\r\n").read().body()).isEqualTo("GET q ");
    }

    @Test
    void aStreamedResponseIsChunked() throws IOException {
        var response = client.request("GET /stream", "").read();
        assertThat(response.headers()).containsEntry("transfer-encoding", "chunked").containsEntry("x-kind", "streamed");
        assertThat(response.body()).isEqualTo("one two");
        assertThat(client.request("POST /echo", "next").read().body()).isEqualTo("POST  next");
    }

    @Test
    void aStreamedResponseToAnHttp10ClientEndsWithTheConnection() throws IOException {
        var response = client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").read();
        assertThat(response.headers()).doesNotContainKey("transfer-encoding").containsEntry("connection", "close");
        assertThat(response.body()).isEqualTo("one two");
    }

    @Test
    void aBodyIsAnsweredWhileItComes() throws IOException {
        client.send("POST /echo-stream HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        client.send("0\r\n\r\n");
        assertThat(client.read().body()).isEqualTo("hello");
    }

    @Test
    void aBodyThatNobodyReadsEndsTheConnectionAfterTheAnswer() throws IOException {
        client.send("POST /ignore HTTP/1.1\r\nHost: here\r\nContent-Length: 1000000\r\n\r\n");
        var response = client.read();
        assertThat(response.body()).isEqualTo("not read");
        assertThat(response.headers()).containsEntry("connection", "close");
    }

    @Test
    void aClientThatLeavesWakesItsParkedRequest() throws Exception {
        client.request("POST /park", "");
        server.parked.await();
        client.close();
        server.woken.await();
    }

    @Test
    void aClientThatIsResetWakesItsParkedRequest() throws Exception {
        client.request("POST /park", "");
        server.parked.await();
        client.reset();
        server.woken.await();
    }

    @Test
    void aClientThatHalfClosesStillGetsItsAnswer() throws IOException {
        client.request("POST /echo", "hello").halfClose();
        assertThat(client.read().body()).isEqualTo("POST  hello");
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aClientThatHalfClosesGetsALargeAnswerToItsEnd() throws IOException {
        String body = "x".repeat(5_000_000);
        client.request("POST /echo", body).halfClose();
        assertThat(client.read().body()).hasSize(body.length() + 6);
        assertThat(client.isClosedByServer()).isTrue();
    }

    @Test
    void aClientThatHalfClosesWakesItsParkedRequest() throws Exception {
        client.request("POST /park", "");
        server.parked.await();
        client.halfClose();
        server.woken.await();
    }

    @Test
    void aClientThatDoesNotReadHoldsBackTheWriterUntilItLeaves() throws Exception {
        client.request("GET /flood", "");
        server.parked.await();
        assertThat(client.read(1000)).hasSize(1000);
        assertThat(server.woken.await(0, TimeUnit.SECONDS)).isFalse();
        client.close();
        server.woken.await();
    }

    @Test
    void aFailureInsideIsAnsweredWithAnIdAndNothingElse() throws IOException {
        var response = client.request("POST /fail", "").read();
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("the-request-id").doesNotContain("secret");
        assertThat(client.request("POST /echo", "goes on").read().body()).isEqualTo("POST  goes on");
    }

    @Test
    void aHandlerThatSaysNothingIsAFailureInside() throws IOException {
        assertThat(client.request("POST /silent", "").read().status()).isEqualTo(500);
    }

    @Test
    void aLineBreakCannotBeSmuggledIntoAResponseHeader() throws IOException {
        assertThat(client.request("POST /split", "").read().status()).isEqualTo(500);
    }
}
