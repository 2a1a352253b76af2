package dev.forebay.server;

import java.time.Duration;

/** The shop that publishes purchases, evenly spread over each act. One thread publishes at a time; any thread may ask. */
final class DemoPublisher {
    private final DemoFanoutPlan plan;
    private final DemoFanoutQueues queues;
    private volatile int published;

    DemoPublisher(DemoFanoutPlan plan, DemoFanoutQueues queues) {
        this.plan = plan;
        this.queues = queues;
    }

    /** Publishes the purchases of an act. */
    void publish(DemoFanoutAct act) throws InterruptedException {
        long begin = System.nanoTime();
        int before = published;
        for (int number = before + 1; number <= plan.last(act); number++) {
            long due = begin + plan.sale().toNanos() * (number - before) / plan.purchases();
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            queues.publish(DemoPurchase.of(number));
            published = number;
        }
    }

    /** Purchases that the topic has acknowledged; the first of them have the lowest numbers. */
    int published() {
        return published;
    }
}
