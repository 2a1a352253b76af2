package dev.forebay.couriers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands for a push provider over HTTP: answers as it is told to, and remembers what it was asked. */
final class PushProviderTwin implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Map<String, Function<Asked, Answer>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    PushProviderTwin() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What to answer on a path from now on. */
    PushProviderTwin on(String path, int status, String body) {
        return on(path, request -> new Answer(status, body));
    }

    PushProviderTwin on(String path, Function<Asked, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /** What was asked on a path, in its order. */
    List<Asked> asked(String path) {
        return asked.stream().filter(request -> request.path.equals(path)).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new ConcurrentHashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Asked request = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers, body);
            asked.add(request);
            Answer answer = answers.getOrDefault(request.path, unexpected -> new Answer(404, "")).apply(request);
            byte[] bytes = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    record Asked(String method, String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }

        Map<String, String> form() {
            Map<String, String> form = new java.util.HashMap<>();
            for (String field : body.split("&")) {
                String[] parts = field.split("=", 2);
                form.put(decoded(parts[0]), decoded(parts[1]));
            }
            return form;
        }

        private static String decoded(String text) {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    record Answer(int status, String body) {}
}
