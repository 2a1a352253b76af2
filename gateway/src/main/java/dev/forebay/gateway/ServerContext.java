package dev.forebay.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What every connection of a server shares. Thread-safe. */
final class ServerContext {

    /** Enough for a client across the world to read its last answer before the socket is closed. */
    static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final HttpLimits limits;
    private final RequestThreads threads;
    private final BodyBudget bodies;
    private final AnswerBudget answers;
    private final AnswerBudget untaken;
    private final AtomicBoolean stopping = new AtomicBoolean();

    ServerContext(HttpLimits limits, RequestThreads threads) {
        this.limits = limits;
        this.threads = threads;
        this.bodies = new BodyBudget(limits.bytesInFlight());
        this.answers = new AnswerBudget(limits.answerBytesInFlight(), limits.idleTimeout());
        this.untaken = new AnswerBudget(limits.answerBytesInFlight(), limits.idleTimeout());
    }

    HttpLimits limits() {
        return limits;
    }

    RequestThreads threads() {
        return threads;
    }

    /** A request that just began. */
    Exchange exchange(RequestHead head, Peer peer) {
        RequestBody body = new RequestBody();
        return new Exchange(head, body, peer, new WholeBody(body, limits.bodyBytes(), bodies), answers);
    }

    /** The memory of small answers that their clients do not take at once. */
    AnswerBudget untaken() {
        return untaken;
    }

    boolean isStopping() {
        return stopping.get();
    }

    /** Begins to stop; false when that was done before. */
    boolean stop() {
        return stopping.compareAndSet(false, true);
    }
}
