package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of HTTP/2 that mean harm: each loses its stream or its connection, and others are served on. */
@Timeout(120)
class AbuseHttp2Test {

    private static final byte[] NOTHING = {};
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int PROTOCOL_ERROR = 1;
    private static final int REFUSED_STREAM = 7;

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

    private RawHttp2 client() throws IOException {
        return new RawHttp2(server.server.port());
    }

    @Test
    void requestsThatAreResetAtOnceEndTheConnection() throws IOException { // CVE-2023-44487
        try (RawHttp2 client = client()) {
            for (int stream = 1; stream < 2 * 1000; stream += 2) {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream,
                        RawHttp2.head(":method", "GET", ":scheme", "http", ":path", "/park", ":authority", "here")));
                both.writeBytes(RawHttp2.bytes(RawHttp2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8}));
                if (client.flood(1, both.toByteArray())) {
                    break;
                }
            }
            assertThat(client.isEnded()).isTrue();
        }
        server.awaitQuiet(); // none of the parked requests outlived it
    }

    @Test
    void resetsThatAreProvokedFromTheServerEndTheConnection() throws IOException { // "MadeYouReset", CVE-2025-8671
        try (RawHttp2 client = client()) {
            for (int stream = 1; stream < 2 * 1000; stream += 2) {
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.writeBytes(RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream,
                        RawHttp2.head(":method", "POST", ":scheme", "http", ":path", "/park", ":authority", "here")));
                both.writeBytes(RawHttp2.bytes(RawHttp2.WINDOW_UPDATE, 0, stream, new byte[] {0, 0, 0, 0}));
                if (client.flood(1, both.toByteArray())) {
                    break;
                }
            }
            assertThat(client.isEnded()).isTrue();
        }
        server.awaitQuiet();
    }

    @Test
    void aHeadInEndlesslyManyPiecesEndsTheConnection() throws IOException { // CVE-2024-27316 and its kin
        try (RawHttp2 client = client()) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.head(":method", "GET"));
            client.flood(100_000, RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, RawHttp2.head("x", "y")));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aHeadInEndlesslyManyEmptyPiecesEndsTheConnection() throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.head(":method", "GET"));
            client.flood(100_000, RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, NOTHING));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void settingsAndPingsWhoseAnswersNobodyReadsEndTheConnection() throws IOException { // CVE-2019-9512, 9515
        for (byte[] frame : new byte[][] {
            RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, NOTHING), RawHttp2.bytes(RawHttp2.PING, 0, 0, new byte[8])}) {
            try (RawHttp2 client = client()) {
                ByteArrayOutputStream many = new ByteArrayOutputStream();
                for (int i = 0; i < 1000; i++) {
                    many.writeBytes(frame);
                }
                assertThat(client.flood(20_000, many.toByteArray())).as("twenty million frames").isTrue();
            }
        }
    }

    @Test
    void emptyPiecesOfABodyEndTheConnection() throws IOException { // CVE-2019-9518
        try (RawHttp2 client = client()) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1,
                    RawHttp2.head(":method", "POST", ":scheme", "http", ":path", "/echo", ":authority", "here"));
            client.flood(100_000, RawHttp2.bytes(RawHttp2.DATA, 0, 1, NOTHING));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aHeadThatGrowsWhenItIsReadIsRefused() throws IOException { // an HPACK bomb: one long entry, then a byte for each time it is meant
        try (RawHttp2 client = client()) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            head.writeBytes(RawHttp2.head(":method", "GET", ":scheme", "http", ":path", "/echo", ":authority", "here"));
            byte[] entry = RawHttp2.head("x", "y".repeat(3000));
            entry[0] = 0x40; // to be kept in the table
            head.writeBytes(entry);
            for (int i = 0; i < 5000; i++) {
                head.write(0x80 | 62); // the newest entry
            }
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, head.toByteArray());
            RawHttp2.Frame answer = client.read();
            while (answer.type() != RawHttp2.GOAWAY && answer.type() != RawHttp2.RST_STREAM && answer.type() != RawHttp2.HEADERS) {
                answer = client.read();
            }
            if (answer.type() == RawHttp2.HEADERS) {
                assertThat(answer.payload()).as("431").contains('4', '3', '1');
            }
        }
    }

    @Test
    void moreHeadersThanMayBeAreRefused() throws IOException {
        try (RawHttp2 client = client()) {
            String[] fields = new String[8 + 2 * 150];
            String[] usual = {":method", "GET", ":scheme", "http", ":path", "/echo", ":authority", "here"};
            for (int i = 0; i < fields.length; i++) {
                fields[i] = i < 8 ? usual[i] : "x";
            }
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, RawHttp2.head(fields));
            assertThat(new String(client.await(RawHttp2.HEADERS).payload())).contains("431");
        }
    }

    @Test
    void moreStreamsThanMayBeAreRefused() throws IOException {
        try (RawHttp2 client = client()) {
            int allowed = HttpLimits.DEFAULT.streams();
            for (int stream = 1; stream < 2 * (allowed + 50); stream += 2) {
                client.get(stream, "/park");
            }
            RawHttp2.Frame refused = client.await(RawHttp2.RST_STREAM);
            assertThat(refused.error()).isIn(PROTOCOL_ERROR, REFUSED_STREAM);
            assertThat(server.server.running()).isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void aClientThatTakesNoAnswersHoldsLittleAndIsEnded() throws Exception {
        try (RawHttp2 client = new RawHttp2(server.server.port(), 0)) {
            client.get(1, "/large?60000").get(3, "/large?60000");
            client.await(RawHttp2.HEADERS);
            client.await(RawHttp2.HEADERS);
            server.awaitQuiet();
            server.pass(Duration.ofSeconds(1));
            server.pass(HttpLimits.DEFAULT.idleTimeout().plusSeconds(1));
            assertThat(client.await(RawHttp2.RST_STREAM).error()).isEqualTo(8);
        }
    }

    @Test
    void whenUntakenAnswersFillTheirRoomFurtherOnesAreNotKept() throws Exception {
        try (TestServer tight = new TestServer(HttpLimits.DEFAULT.withAnswerBytesInFlight(500_000));
                RawHttp2 client = new RawHttp2(tight.server.port(), 0); RawClient good = tight.client()) {
            for (int stream = 1; stream < 2 * 60; stream += 2) {
                client.get(stream, "/large?60000");
            }
            for (int reset = 0; reset < 60 - 500_000 / 60_000; reset++) {
                assertThat(client.await(RawHttp2.RST_STREAM).error()).isEqualTo(8);
            }
            assertThat(good.request("POST /large?60000", "").read().body()).hasSize(60_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        ":method GET :scheme http :authority here",                                  // no path
        ":scheme http :path /echo :authority here",                                  // no method
        ":method GET :scheme http :path /echo :path /other :authority here",         // two paths
        ":method GET :method POST :scheme http :path /echo :authority here",
        ":method GET :scheme http :path /echo :authority here :strange x",
        ":method GET :scheme http x y :path /echo :authority here",                  // after a field
        ":method GET :scheme http :path echo :authority here",                       // no slash
        ":method get :scheme http :path /echo :authority here",
        ":method GET :scheme http :path /echo?a\u0000b :authority here",
        ":method GET :scheme http :path /echo :authority here Upper case",
        ":method GET :scheme http :path /echo :authority here connection close",
        ":method GET :scheme http :path /echo :authority here transfer-encoding chunked",
        ":method GET :scheme http :path /echo :authority here content-length -1",
        ":method GET :scheme http :path /echo :authority here content-length 5",     // and no body
        ":method GET :scheme http :path /echo :authority here content-length 99999999999999999999",
        ":method GET :scheme http :path /echo :authority here content-length +0",
        ":method GET :scheme http :path /echo :authority here x a\rb",
        ":method GET :scheme http :path /echo :authority here x a\nb:c",
        ":method GET :scheme http :path /echo :authority here x a\u0000b",
        ":method GET :scheme http :path /echo :authority here bad\u007fname x",
        ":method GET :scheme http :path /echo :authority here/there",
    })
    void aHeadThatIsNoneIsRefused(String fields) throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, RawHttp2.head(fields.split(" ")));
            RawHttp2.Frame answer = client.read();
            while (answer.type() == RawHttp2.SETTINGS || answer.type() == RawHttp2.WINDOW_UPDATE) {
                answer = client.read();
            }
            if (answer.type() == RawHttp2.HEADERS) {
                assertThat(answer.payload()[0]).as("400, by its place in the table").isEqualTo((byte) 0x8c);
            } else {
                assertThat(answer.type()).isIn(RawHttp2.RST_STREAM, RawHttp2.GOAWAY);
            }
        }
    }

    @Test
    void framesThatAreNoneEndTheConnection() throws IOException {
        for (byte[] frame : new byte[][] {
            RawHttp2.bytes(RawHttp2.DATA, 0, 1, new byte[1]),                      // of a stream that is idle
            RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 2, NOTHING),    // of a number that is the server's
            RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[5]),
            RawHttp2.bytes(RawHttp2.PING, 0, 0, new byte[7]),
            RawHttp2.bytes(RawHttp2.WINDOW_UPDATE, 0, 0, new byte[] {0, 0, 0, 0}),
            RawHttp2.bytes(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, NOTHING),
            RawHttp2.bytes(RawHttp2.DATA, 0, 0, new byte[40_000])}) {
            try (RawHttp2 client = client()) {
                client.flood(1, frame);
                assertThat(client.isEnded()).isTrue();
            }
        }
    }

    @Test
    void aBodyThatDripsIsRefused() throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1,
                    RawHttp2.head(":method", "POST", ":scheme", "http", ":path", "/echo", ":authority", "here"));
            client.frame(RawHttp2.DATA, 0, 1, new byte[1]);
            client.frame(RawHttp2.PING, 0, 0, new byte[8]).await(RawHttp2.PING);
            while (server.server.running() == 0) {
                Thread.onSpinWait();
            }
            server.pass(Duration.ofSeconds(1));
            server.pass(HttpLimits.DEFAULT.bodyTimeout().plusSeconds(1));
            assertThat(new String(client.await(RawHttp2.HEADERS).payload())).contains("408");
        }
    }

    @Test
    void aConnectionThatOnlyPingsIsClosedAsIdle() throws IOException {
        try (RawHttp2 client = client()) {
            client.frame(RawHttp2.PING, 0, 0, new byte[8]).await(RawHttp2.PING);
            server.pass(HttpLimits.DEFAULT.idleTimeout().plusSeconds(1));
            assertThat(client.isEnded()).isTrue();
        }
    }
}
