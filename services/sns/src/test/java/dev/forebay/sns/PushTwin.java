package dev.forebay.sns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands for all push services over plain HTTP: gives access tokens, takes pushes, and answers them as it is told to. */
final class PushTwin implements AutoCloseable {
    private final HttpServer server;
    private final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer(200, "{}");
    private volatile Runnable beforeAnswer = () -> {};

    PushTwin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    /** A configuration in which this stands for every service, each under its own path. */
    PushConfig config() {
        return new PushConfig(base("/apns"), base("/sandbox"), base("/fcm"), base("/token"), base("/adm"), base("/token"),
                Duration.ofSeconds(30), List.of());
    }

    private URI base(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    void answers(int status, String body) {
        answer = new Answer(status, body);
    }

    /** Runs while a push is under way. */
    void beforeItAnswers(Runnable action) {
        beforeAnswer = action;
    }

    List<Pushed> pushed() {
        return pushed;
    }

    Pushed last() {
        return pushed.getLast();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer given = new Answer(200, "{\"access_token\":\"t\",\"expires_in\":3600}");
            if (!exchange.getRequestURI().getPath().equals("/token")) {
                Map<String, String> headers = new HashMap<>();
                exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
                pushed.add(new Pushed(exchange.getRequestURI().getRawPath(), headers, body));
                beforeAnswer.run();
                given = answer;
            }
            byte[] bytes = given.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(given.status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What came. */
    record Pushed(String path, Map<String, String> headers, String body) {}

    private record Answer(int status, String body) {}
}
