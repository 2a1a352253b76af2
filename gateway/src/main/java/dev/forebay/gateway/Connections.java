package dev.forebay.gateway;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The open connections of one event loop, and the round over them once a second: one timer for all of them costs nothing
 * per request, where a timer each would. Event loop only, except for {@link #count}.
 */
final class Connections {

    private final Set<Connection> open = new HashSet<>();
    private final Set<Connection> silent = new LinkedHashSet<>();
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final AtomicInteger count;
    private final int limit;
    private final StartBatch starts;

    Connections(EventLoop loop, RequestThreads threads, LongSupplier nanoTime, AtomicInteger count, int limit) {
        this.starts = new StartBatch(loop, threads);
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.count = count;
        this.limit = limit;
        loop.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    /** The time now. That of the last round would cost nothing, and count a second of silence too many. */
    long now() {
        return nanoTime.getAsLong();
    }

    /** Starts a request's thread when the reads of this round are done. */
    void start(Exchange exchange) {
        starts.add(exchange);
    }

    /**
     * Enters an accepted connection; false when there are too many on all loops together. Those who have not said a word since they
     * came make room, the oldest first: thousands of them are somebody who wants to keep others out.
     */
    boolean admit() {
        if (count.incrementAndGet() <= limit) {
            return true;
        }
        if (!silent.isEmpty()) {
            Connection oldest = silent.iterator().next();
            silent.remove(oldest);
            oldest.close(); // which counts it out
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** A connection that has not said a word yet. */
    void addSilent(Connection connection) {
        silent.add(connection);
    }

    /** It has, or is gone. */
    void removeSilent(Connection connection) {
        silent.remove(connection);
    }

    /** An admitted connection was closed. */
    void gone() {
        count.decrementAndGet();
    }

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    /** Makes the round now; returns when it is done. Not on the loop itself. */
    void roundNow() {
        loop.submit(this::round).syncUninterruptibly();
    }

    private void round() {
        long now = now();
        each(connection -> connection.tick(now));
    }

    private void each(Consumer<Connection> action) {
        new ArrayList<>(open).forEach(action); // a copy: connections leave while they are visited
        new ArrayList<>(silent).forEach(action);
    }

    /** Does something to every connection, on the loop; returns when done. Not on the loop itself. */
    void onEach(Consumer<Connection> action) {
        loop.submit(() -> each(action)).syncUninterruptibly();
    }
}
