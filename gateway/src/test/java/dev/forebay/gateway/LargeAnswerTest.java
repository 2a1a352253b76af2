package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large whole answers: in order to clients that read, and at a bounded cost for clients that do not. */
@Timeout(120)
class LargeAnswerTest {

    private static final int MIB = 1024 * 1024;

    /** More than the sockets of both sides hold together. */
    private static final int HUGE = 14 * MIB;

    private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withAnswerBytesInFlight(3L * HUGE);

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(LIMITS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String get(int length) {
        return "GET /large?" + length + " HTTP/1.1\r\nHost: here\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {SlicedAnswer.LARGE, SlicedAnswer.LARGE + 1, SlicedAnswer.SLICE, SlicedAnswer.SLICE + 1, MIB, HUGE})
    void anAnswerOfAnyLengthArrivesAsItIs(int length) throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.send(get(length)).read().body().equals(TestServer.large(length))).isTrue();
            assertThat(client.request("POST /echo", "next").read().body()).isEqualTo("POST  next");
        }
    }

    @Test
    void requestsPipelinedBehindLargeAnswersAreAnsweredInOrder() throws IOException {
        try (RawClient client = server.client()) {
            client.send((get(HUGE) + get(10) + get(MIB) + get(20)).repeat(3));
            for (int i = 0; i < 3; i++) {
                for (int length : new int[] {HUGE, 10, MIB, 20}) {
                    assertThat(client.read().body().equals(TestServer.large(length))).isTrue();
                }
            }
        }
    }

    @Test
    void headGetsTheLengthOfALargeAnswerOnly() throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.send(get(HUGE).replace("GET", "HEAD")).readHead().headers()).containsEntry("content-length", "" + HUGE);
            assertThat(client.request("POST /echo", "next").read().body()).isEqualTo("POST  next");
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.0, ''", "HTTP/1.1, 'Connection: close\r\n'"})
    void theLastAnswerOfAConnectionIsCompleteBeforeItCloses(String version, String header) throws IOException {
        try (RawClient client = server.client()) {
            client.send("GET /large?" + HUGE + " " + version + "\r\nHost: here\r\n" + header + "\r\n");
            assertThat(client.read().body().equals(TestServer.large(HUGE))).isTrue();
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void manyClientsThatDoNotReadAreToldToComeAgainAndTheRestIsServed() throws Exception {
        List<RawClient> deaf = deafClients(150);
        awaitRefusals(1);
        assertServedWhatIsSmall();
        for (RawClient client : deaf) {
            client.close();
        }
        awaitRoom(3 * HUGE);
    }

    private List<RawClient> deafClients(int number) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            clients.add(server.client().send(get(HUGE)));
        }
        return clients;
    }

    /** Asks until there is no room for a large answer, so many times in a row. */
    private void awaitRefusals(int number) throws IOException {
        for (int refused = 0; refused < number; ) {
            refused = status(HUGE) == 503 ? refused + 1 : 0;
        }
    }

    private void assertServedWhatIsSmall() throws IOException {
        try (RawClient client = server.client()) {
            assertThat(client.send(get(SlicedAnswer.LARGE)).read().status()).isEqualTo(200);
            assertThat(client.send(get(HUGE)).read().body()).isEqualTo(Exchange.NO_ROOM + "\n");
            assertThat(client.request("POST /echo", "goes on").read().body()).isEqualTo("POST  goes on");
        }
    }

    /** Asks until there is room for so much: what a client that left held comes back when the loop has seen it. */
    private void awaitRoom(int bytes) throws IOException {
        while (status(bytes) != 200) {
            Thread.onSpinWait();
        }
    }

    private int status(int bytes) throws IOException {
        try (RawClient client = server.client()) {
            return client.send(get(bytes)).read().status();
        }
    }

    @Test
    void aClientThatIsResetInTheMiddleGivesItsShareBack() throws Exception {
        for (int i = 0; i < 10; i++) {
            RawClient client = server.client().send(get(3 * HUGE));
            while (client.read(12).endsWith("503")) {
                client.close();
                client = server.client().send(get(3 * HUGE));
            }
            client.read(MIB);
            client.reset();
        }
        awaitRoom(3 * HUGE);
    }

    @Test
    void aClientThatReadsNothingForLongIsCutOff() throws Exception {
        try (RawClient deaf = server.client().send(get(3 * HUGE))) {
            deaf.read(1);
            awaitRefusals(1);
            server.pass(Duration.ofSeconds(1));
            server.pass(LIMITS.idleTimeout().minusSeconds(10));
            awaitRefusals(1);
            server.pass(Duration.ofSeconds(11));
            awaitRoom(3 * HUGE);
        }
    }

    @Test
    void aClientThatReadsSlowlyIsServedToTheEnd() throws Exception {
        try (RawClient slow = server.client().send(get(3 * HUGE))) {
            assertThat(slow.read(12)).isEqualTo("HTTP/1.1 200");
            for (int i = 0; i < 10; i++) {
                slow.read(4 * MIB);
                server.pass(Duration.ofSeconds(1));
                server.pass(LIMITS.idleTimeout().minusSeconds(2));
            }
            assertThat(slow.read(2 * MIB - 12)).hasSize(2 * MIB - 12);
        }
    }

    @Test
    void noRequestIsBegunWhileTheAnswersBeforeItAreNotTaken() throws Exception {
        int requests = 250; // of which the sockets hold about 160
        try (RawClient deaf = server.client()) {
            deaf.send(get(SlicedAnswer.LARGE).repeat(requests));
            for (int i = 0; i < 200; i++) {
                assertThat(status(10)).isEqualTo(200); // each gives the deaf one's requests a chance to begin
            }
            assertThat(server.large.get() - 200).isLessThan(requests);
            for (int i = 0; i < requests; i++) {
                assertThat(deaf.read().body().equals(TestServer.large(SlicedAnswer.LARGE))).isTrue();
            }
        }
    }

    @Test
    void aClientThatTakesNoSmallAnswersIsCutOff() throws Exception {
        try (RawClient deaf = server.client()) {
            deaf.send(get(SlicedAnswer.LARGE).repeat(250));
            for (int i = 0; i < 100; i++) {
                assertThat(status(10)).isEqualTo(200); // until the sockets are full
            }
            server.pass(LIMITS.idleTimeout().plusSeconds(1));
            assertThatThrownBy(() -> {
                while (true) {
                    deaf.read();
                }
            }).isInstanceOf(IOException.class).isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anHttp2StreamThatIsNotReadIsCutOffAndGivesItsShareBack() throws Exception {
        try (RawClient deaf = http2(3 * HUGE)) {
            awaitRefusals(1);
            server.pass(Duration.ofSeconds(1));
            server.pass(LIMITS.idleTimeout().plusSeconds(1));
            awaitRoom(3 * HUGE);
            assertThat(deaf.read(9)).isNotEmpty(); // the connection may go on: only the stream is reset
        }
    }

    @Test
    void anHttp2ClientThatLeavesInTheMiddleGivesItsShareBack() throws Exception {
        try (RawClient deaf = http2(3 * HUGE)) {
            awaitRefusals(1);
            deaf.reset();
        }
        awaitRoom(3 * HUGE);
    }

    /** A client that says what it must (preface, settings, one request by literals, RFC 7541) and never opens its window. */
    private RawClient http2(int length) throws IOException {
        String path = "/large?" + length;
        String head = "\u0082\u0086\u0004" + (char) path.length() + path;
        int before = server.large.get();
        RawClient client = server.client().send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\u0004\0\0\0\0\0"
                + "\0\0" + (char) head.length() + "\u0001\u0005\0\0\0\u0001" + head);
        while (server.large.get() == before) {
            Thread.onSpinWait();
        }
        server.awaitQuiet(); // it has its share now, whoever else asks
        return client;
    }
}
