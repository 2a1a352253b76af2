package dev.forebay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection before a server that answers each request with the next prepared bytes, cut into pieces at each ~. */
class ConnectionTest {
    private ServerSocket listener;

    @AfterEach
    void close() throws IOException {
        listener.close();
    }

    @Test
    void anAnswerMayComeInPieces() throws Exception {
        try (Connection connection = answeredWith("HTTP/1.1 200 OK\r\nContent-~Length:  9\r\n\r\n{\"a\":~\"b\"}")) {
            assertThat(connection.call(Request.of("ListQueues", "{}")).value("a")).contains("b");
        }
    }

    @Test
    void chunksAreJoined() throws Exception {
        try (Connection connection = answeredWith("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":~\r~\n4\r\n\"b\"}\r\n0\r\n~\r\n")) {
            assertThat(connection.call(Request.of("ListQueues", "{}")).text()).isEqualTo("{\"a\":\"b\"}");
        }
    }

    @Test
    void anErrorIsThrownWithWhatTheServerSaid() throws Exception {
        try (Connection connection = answeredWith("HTTP/1.1 400 Bad\r\nContent-Length: 4\r\n\r\nnope")) {
            assertThatThrownBy(() -> connection.call(Request.of("ListQueues", "{}"))).isInstanceOf(IOException.class).hasMessage("400 nope");
        }
    }

    @Test
    void anAnswerMayBeLargerThanTheBuffer() throws Exception {
        String large = "x".repeat(200_000);
        try (Connection connection = answeredWith("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n~" + large)) {
            assertThat(connection.call(Request.of("ListQueues", "{}")).text()).isEqualTo(large);
        }
    }

    @Test
    void whereTheServerClosesANewConnectionIsMade() throws Exception {
        try (Connection connection = answeredWith("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) {
            connection.call(Request.of("ListQueues", "{}"));
            assertThat(connection.call(Request.of("ListQueues", "{}")).text()).isEqualTo("hi");
        }
    }

    private Connection answeredWith(String... answers) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Queue<String> left = new ArrayDeque<>(List.of(answers));
        Thread.startVirtualThread(() -> {
            while (!left.isEmpty()) {
                try (Socket socket = listener.accept()) {
                    answer(socket, left.poll());
                } catch (IOException e) {
                    return;
                }
            }
        });
        return new Connection(listener.getLocalPort());
    }

    private static void answer(Socket socket, String pieces) throws IOException {
        InputStream in = socket.getInputStream();
        String request = "";
        while (!request.endsWith("{}")) {
            request += (char) in.read();
        }
        socket.setTcpNoDelay(true);
        for (String piece : pieces.split("~")) {
            socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
