package dev.forebay.server;

import dev.forebay.server.DemoOrdersQueues.Depth;
import java.time.Duration;
import java.util.List;

/**
 * How the orders' story ended.
 *
 * @param placed      orders that the queue acknowledged
 * @param written     different orders in the database
 * @param left        what the queues still hold
 * @param setAside    dead letters before the bug was fixed
 * @param rescued     orders of the crashed consumer that are in the database
 * @param repeats     orders delivered once more although they were written
 * @param longestWait of a customer for the queue to take an order
 */
record DemoOrdersReport(DemoOrdersPlan plan, int placed, int written, Depth left, int setAside, int rescued, int repeats,
        Duration longestWait) implements DemoReport {

    @Override
    public List<Check> checks() {
        int queued = left.waiting() + left.inFlight();
        return List.of(
                new Check(placed == plan.orders(), "%,d of %,d orders were taken; no customer waited more than %d ms"
                        .formatted(placed, plan.orders(), longestWait.toMillis() + 1)),
                new Check(placed == written + queued + left.dead(), "none is lost: %,d placed = %,d written + %,d queued + %,d dead letters"
                        .formatted(placed, written, queued, left.dead())),
                new Check(rescued == DemoOrdersQueues.BATCH, "%d of %d orders of the crashed consumer were written"
                        .formatted(rescued, DemoOrdersQueues.BATCH)),
                new Check(repeats >= DemoConsumer.WRITES_BEFORE_CRASH, "%d deliveries were repeats, and the database took none twice"
                        .formatted(repeats)),
                new Check(setAside == plan.faulty() && left.dead() == 0,
                        "%d orders that failed were set aside, and written after the fix".formatted(setAside)));
    }
}
