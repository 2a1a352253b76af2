package dev.forebay.gateway;

import dev.forebay.wire.WireResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server whose clock the test owns, with a handler for each thing to try: {@code /echo} answers what it got,
 * {@code /park} waits until it is woken or {@link #release}d, {@code /stream} answers in pieces, {@code /fail} throws …
 */
final class TestServer implements AutoCloseable {

    final AtomicInteger large = new AtomicInteger();
    final AtomicLong nanos = new AtomicLong(1);
    final CountDownLatch parked = new CountDownLatch(1);
    final CountDownLatch woken = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    final HttpServer server;

    TestServer(GatewayConfig config) throws IOException {
        server = HttpServer.start(config.withPort(0), this::handle, () -> "the-request-id", nanos::get);
    }

    TestServer(HttpLimits limits) throws IOException {
        this(GatewayConfig.DEFAULT.withLimits(limits.withStopTimeout(Duration.ZERO)));
    }

    TestServer() throws IOException {
        this(HttpLimits.DEFAULT);
    }

    RawClient client() throws IOException {
        return new RawClient(server.port());
    }

    /** Lets the server see that time has passed since all that its loops have been told. */
    void pass(Duration time) {
        server.round();
        nanos.addAndGet(time.toNanos());
        server.round();
    }

    /** Waits until the threads of all answered requests have ended: an answer reaches its client a moment before. */
    void awaitQuiet() {
        while (server.running() > 0) {
            Thread.onSpinWait();
        }
    }

    void release() {
        released.countDown();
    }

    private void handle(Exchange exchange) throws Exception {
        switch (exchange.path()) {
            case "/echo" -> text(exchange, exchange.method() + " " + exchange.query() + " "
                    + new String(exchange.body(), StandardCharsets.ISO_8859_1));
            case "/forget" -> {
                boolean known = exchange.headers().first("connection").isPresent();
                exchange.letGoOfHeaders();
                text(exchange, known + " " + exchange.headers().first("connection").isPresent() + " " + exchange.authority());
            }
            case "/echo-stream" -> {
                try (var out = exchange.stream(200, "text/plain", List.of()); var in = exchange.bodyStream()) {
                    in.transferTo(out);
                }
            }
            case "/park" -> park(exchange);
            case "/stream" -> {
                try (var out = exchange.stream(200, "text/plain", List.of("x-kind", "streamed"))) {
                    out.write("one ".getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    out.write("two".getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            case "/flood" -> flood(exchange);
            case "/large" -> {
                large.incrementAndGet();
                text(exchange, large(Integer.parseInt(exchange.query())));
            }
            case "/ignore" -> text(exchange, "not read");
            case "/fail" -> throw new IllegalStateException("a secret of the inside");
            case "/silent" -> { }
            case "/split" -> exchange.send(new WireResponse(200, "text/plain", List.of("x", "a\r\nb: c"), new byte[0]));
            default -> text(exchange, "path " + exchange.path());
        }
    }

    /** What {@code /large?length} answers: no two slices are alike. */
    static String large(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('!' + i % 89);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private void park(Exchange exchange) throws Exception {
        exchange.body();
        parked.countDown();
        try {
            released.await();
            text(exchange, "released");
        } catch (InterruptedException e) {
            woken.countDown();
            throw e;
        }
    }

    /** Writes until the client leaves: it must block, or memory would end. */
    private void flood(Exchange exchange) throws IOException {
        try (var out = exchange.stream(200, "text/plain", List.of())) {
            parked.countDown();
            while (true) {
                out.write(new byte[64 * 1024]);
            }
        } catch (IOException e) {
            woken.countDown();
            throw e;
        }
    }

    private static void text(Exchange exchange, String text) {
        exchange.send(new WireResponse(200, "text/plain", List.of(), text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Override
    public void close() {
        server.close();
    }
}
