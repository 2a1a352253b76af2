package dev.forebay.couriers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Somebody's web server, which answers as it is told and remembers what it got. */
final class HttpEndpoint implements AutoCloseable {
    private static final int WAIT_SECONDS = 20;

    /** How an endpoint answers. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** A request as it came. */
    record Got(String method, String target, Headers headers, byte[] body) {}

    private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;
    private final String scheme;

    private HttpEndpoint(HttpServer server, String scheme, Answer answer) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            got.add(new Got(exchange.getRequestMethod(), exchange.getRequestURI().toString(), exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            answer.to(exchange);
        });
        server.start();
    }

    static HttpEndpoint answering(int status) throws IOException {
        return answering(exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    static HttpEndpoint answering(Answer answer) throws IOException {
        return new HttpEndpoint(HttpServer.create(local(), 0), "http", answer);
    }

    static HttpEndpoint withTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(local(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new HttpEndpoint(server, "https", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Never answers, until it is closed. */
    void hang() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String url(String rest) {
        return scheme + "://localhost:" + server.getAddress().getPort() + rest;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The next request that came. */
    Got next() throws InterruptedException {
        Got request = got.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    int waiting() {
        return got.size();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
