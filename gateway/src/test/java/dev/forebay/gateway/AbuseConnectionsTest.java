package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Thousands of connections that nobody uses. */
@Timeout(120)
class AbuseConnectionsTest {

    private static final HttpLimits FEW = HttpLimits.DEFAULT.withConcurrency(500, 100);

    private static List<Socket> connect(int number, int port, String word) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Socket socket = new Socket("127.0.0.1", port);
            socket.getOutputStream().write(word.getBytes());
            sockets.add(socket);
        }
        return sockets;
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void thousandsWhoSayNothingKeepNobodyOut() throws IOException {
        try (TestServer server = new TestServer(FEW)) {
            List<Socket> silent = connect(4000, server.server.port(), "");
            for (int i = 0; i < 50; i++) {
                try (RawClient good = server.client()) {
                    assertThat(good.request("POST /echo", "served").read().body()).endsWith("served");
                }
            }
            silent.getFirst().setSoTimeout(30_000);
            assertThat(silent.getFirst().getInputStream().read()).as("the oldest made room").isNegative();
            close(silent);
        }
    }

    @Test
    void aConnectionThatWasUsedIsNotTheOneThatMakesRoom() throws IOException {
        try (TestServer server = new TestServer(FEW); RawClient first = server.client()) {
            first.request("POST /echo", "").read();
            List<Socket> silent = connect(2000, server.server.port(), "");
            assertThat(first.request("POST /echo", "still").read().body()).endsWith("still");
            close(silent);
        }
    }

    @Test
    void thousandsWhoBeginARequestAreGoneAfterTheHeadsTime() throws IOException {
        try (TestServer server = new TestServer(FEW)) {
            List<Socket> slow = connect(2000, server.server.port(), "POST /ec");
            server.pass(Duration.ofSeconds(1));
            server.pass(FEW.headTimeout().plusSeconds(1)); // 408
            server.pass(Duration.ofSeconds(3));            // and no more waiting for their goodbye
            try (RawClient good = server.client()) {
                assertThat(good.request("POST /echo", "served").read().body()).endsWith("served");
            }
            close(slow);
        }
    }

    @Test
    void connectionsAreBoundedByTheFilesThatTheProcessMayOpen() {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            %s                 4096                 files
                """;

        assertThat(OpenFiles.fitting(20_000, limits.formatted("65536"))).isEqualTo(20_000);
        assertThat(OpenFiles.fitting(20_000, limits.formatted("20000"))).isEqualTo(18_976);
        assertThat(OpenFiles.fitting(20_000, limits.formatted("1024"))).isEqualTo(512);
        assertThat(OpenFiles.fitting(100, limits.formatted("1024"))).isEqualTo(100);
        assertThat(OpenFiles.fitting(20_000, limits.formatted("unlimited"))).isEqualTo(20_000);
    }
}
