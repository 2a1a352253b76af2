package dev.forebay.server;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A slow database: a few connections, and each write takes its time. Thread-safe. */
final class DemoDatabase {
    private final Semaphore connections;
    private final Duration write;
    private final Map<Integer, BigDecimal> rows = new ConcurrentHashMap<>();
    private final AtomicInteger repeats = new AtomicInteger();

    DemoDatabase(DemoOrdersPlan plan) {
        this.connections = new Semaphore(plan.connections(), true);
        this.write = plan.write();
    }

    /** Writes an order, once: a number that is there already is left as it is, for a queue may deliver a message again. */
    void write(DemoOrder order, BigDecimal amount) throws InterruptedException {
        connections.acquire();
        try {
            Thread.sleep(write);
        } finally {
            connections.release();
        }
        if (rows.putIfAbsent(order.number(), amount) != null) {
            repeats.incrementAndGet();
        }
    }

    boolean has(int number) {
        return rows.containsKey(number);
    }

    int written() {
        return rows.size();
    }

    /** Writes that came a second time and changed nothing. */
    int repeats() {
        return repeats.get();
    }
}
