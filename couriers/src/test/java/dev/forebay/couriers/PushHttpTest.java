package dev.forebay.couriers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PushHttpTest {

    @Test
    void aProviderThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                PushHttp http = new PushHttp(Duration.ofMillis(200), List.of())) {
            assertThat(http.post(uri(silent), Map.of(), "{}")).satisfies(PushHttpTest::isFailed);
        }
    }

    @Test
    void aProviderThatNeverEndsItsAnswerIsGivenUp() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                PushHttp http = new PushHttp(Duration.ofMillis(500), List.of())) {
            Thread.ofVirtual().start(() -> {
                try {
                    // Left open: the answer's last bytes never come.
                    @SuppressWarnings("resource")
                    Socket socket = slow.accept();
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{}".getBytes());
                } catch (java.io.IOException closed) {
                    // The test is over.
                }
            });

            assertThat(http.post(uri(slow), Map.of(), "{}")).satisfies(PushHttpTest::isFailed);
        }
    }

    @Test
    void aProviderThatIsNotThereIsTriedAgainLater() throws Exception {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            nobody = uri(closed);
        }
        try (PushHttp http = new PushHttp(Duration.ofSeconds(30), List.of())) {
            assertThat(http.post(nobody, Map.of(), "{}")).isEqualTo(new PushHttp.NoReply(new Outcome.Failed(0, "ConnectException")));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (PushProviderTwin twin = new PushProviderTwin().on("/", 307, "");
                PushHttp http = new PushHttp(Duration.ofSeconds(30), List.of())) {
            assertThat(http.post(twin.base().resolve("/"), Map.of(), "{}")).isEqualTo(new PushHttp.Reply(307, ""));
        }
    }

    private static void isFailed(PushHttp.Answer answer) {
        assertThat(answer).isInstanceOfSatisfying(PushHttp.NoReply.class,
                none -> assertThat(none.outcome()).isInstanceOf(Outcome.Failed.class));
    }

    private static URI uri(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
}
