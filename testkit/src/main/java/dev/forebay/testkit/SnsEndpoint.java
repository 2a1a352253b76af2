package dev.forebay.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.forebay.identity.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP endpoint on this machine that can be subscribed: keeps what is posted to it, and answers as it is told to. */
public final class SnsEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    public SnsEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Answers with this HTTP status from here on. */
    public void answer(int wanted) {
        status = wanted;
    }

    /** All that was posted, in its order. */
    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** What was posted last. */
    public Post last() {
        return posts.getLast();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Post(exchange.getRequestHeaders().getFirst("x-amz-sns-message-type"), body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What came in one request: AWS's header for its type, and the body. */
    public record Post(String type, String body) {

        /** A member of the JSON that was posted. */
        public String member(String name) {
            return Json.object(body).flatMap(members -> members.text(name)).orElseThrow();
        }
    }
}
