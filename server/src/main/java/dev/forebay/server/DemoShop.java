package dev.forebay.server;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The shop: places orders, far faster than the database can write them. One thread places; any thread may ask. */
final class DemoShop {
    private final DemoOrdersPlan plan;
    private final DemoOrdersQueues queues;
    private volatile int placed;
    private volatile Duration longestWait = Duration.ZERO;

    DemoShop(DemoOrdersPlan plan, DemoOrdersQueues queues) {
        this.plan = plan;
        this.queues = queues;
    }

    /** Places all orders, evenly spread over the rush. */
    void open() throws InterruptedException {
        long begin = System.nanoTime();
        for (int first = 1; first <= plan.orders(); first += DemoOrdersQueues.BATCH) {
            int last = Math.min(plan.orders(), first + DemoOrdersQueues.BATCH - 1);
            long due = begin + plan.rush().toNanos() * last / plan.orders();
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            place(first, last);
        }
    }

    private void place(int first, int last) {
        List<DemoOrder> batch = IntStream.rangeClosed(first, last)
                .mapToObj(number -> DemoOrder.of(number, plan.isFaulty(number))).toList();
        long asked = System.nanoTime();
        queues.send(batch);
        Duration waited = Duration.ofNanos(System.nanoTime() - asked);
        longestWait = waited.compareTo(longestWait) > 0 ? waited : longestWait;
        placed = last;
    }

    /** Orders that the queue has acknowledged. */
    int placed() {
        return placed;
    }

    /** The longest that a customer waited for the queue to take an order. */
    Duration longestWait() {
        return longestWait;
    }
}
