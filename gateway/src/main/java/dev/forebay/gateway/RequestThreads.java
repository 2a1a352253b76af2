package dev.forebay.gateway;

import dev.forebay.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each request its virtual thread, bounds how many there are, and answers for handlers that fail. Thread-safe. */
final class RequestThreads {

    private static final Logger LOG = LoggerFactory.getLogger(RequestThreads.class);

    private final Thread.Builder.OfVirtual threads = Thread.ofVirtual().inheritInheritableThreadLocals(false);
    private final AtomicInteger running = new AtomicInteger();
    private final HttpHandler handler;
    private final Supplier<String> requestIds;
    private final int limit;

    RequestThreads(HttpHandler handler, Supplier<String> requestIds, int limit) {
        this.handler = handler;
        this.requestIds = requestIds;
        this.limit = limit;
    }

    /** Runs a request, or refuses it with 503 when there are too many. Event loop; never blocks. */
    void start(Exchange exchange) {
        if (running.incrementAndGet() > limit) {
            running.decrementAndGet();
            exchange.send(text(503, "Too many requests at a time. Try again later."));
            return;
        }
        Thread thread = threads.unstarted(() -> run(exchange));
        exchange.runOn(thread);
        thread.start();
    }

    /** Requests that have a thread. */
    int running() {
        return running.get();
    }

    private void run(Exchange exchange) {
        try {
            handler.handle(exchange);
            if (!exchange.isEnded()) {
                throw new IllegalStateException("the handler gave no answer, or did not end it");
            }
        } catch (HttpFailure refusal) {
            failed(exchange, refusal, text(refusal.status(), refusal.getMessage()));
        } catch (Throwable thrown) {
            answerFor(exchange, thrown);
        } finally {
            exchange.release();
            running.decrementAndGet();
        }
    }

    private void answerFor(Exchange exchange, Throwable thrown) {
        if (exchange.wasCutShort(thrown)) {
            failed(exchange, thrown, text(503, "The server is stopping. Try again elsewhere or later."));
            return;
        }
        String id = requestIds.get();
        LOG.error("request {} failed: {} {}", id, exchange.method(), exchange.path(), thrown);
        failed(exchange, thrown, text(500, "Internal failure. Request id: " + id));
    }

    private static void failed(Exchange exchange, Throwable thrown, WireResponse answer) {
        if (exchange.isAnswered() || thrown instanceof ClientLeft) {
            exchange.abandon();
        } else {
            exchange.send(answer);
        }
    }

    /** A short answer in plain words. */
    static WireResponse text(int status, String message) {
        return new WireResponse(status, "text/plain; charset=utf-8", List.of(), (message + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
