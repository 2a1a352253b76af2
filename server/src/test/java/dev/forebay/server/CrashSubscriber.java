package dev.forebay.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP endpoint that is subscribed: keeps the token it is asked with, and what it gets. It refuses every tenth message once. */
final class CrashSubscriber implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<String> token = new CompletableFuture<>();
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    CrashSubscriber() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** The token that confirms the subscription, once the question has come. */
    String token() throws Exception {
        return token.get(30, java.util.concurrent.TimeUnit.SECONDS);
    }

    Set<String> received() {
        return received;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = 200;
        if (exchange.getRequestHeaders().getFirst("x-amz-sns-message-type").equals("SubscriptionConfirmation")) {
            token.complete(body.replaceAll("(?s).*\"Token\" : \"([^\"]*)\".*", "$1"));
        } else if (body.endsWith("7") && refused.add(body)) {
            status = 503;
        } else {
            received.add(body);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
