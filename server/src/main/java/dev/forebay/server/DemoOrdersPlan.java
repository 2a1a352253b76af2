package dev.forebay.server;

import java.time.Duration;

/**
 * The numbers of the orders' story.
 *
 * @param orders      orders placed in the rush
 * @param faulty      orders among them that the code cannot read
 * @param rush        how long the rush lasts
 * @param consumers   programs that work orders off
 * @param connections writes that the database does at a time
 * @param write       how long one write takes
 * @param visibility  how long an order that was fetched stays hidden from others; whole seconds
 * @param attempts    failures after which an order is set aside
 * @param retryAfter  how soon an order that failed is tried again; whole seconds
 * @param pause       how long a spectator needs to read a caption
 */
record DemoOrdersPlan(int orders, int faulty, Duration rush, int consumers, int connections, Duration write,
        Duration visibility, int attempts, Duration retryAfter, Duration pause) {

    /** For people: half a minute. */
    static DemoOrdersPlan standard() {
        return new DemoOrdersPlan(1000, 5, Duration.ofSeconds(2), 4, 3, Duration.ofMillis(50),
                Duration.ofSeconds(5), 3, Duration.ofSeconds(1), Duration.ofMillis(3500));
    }

    /** For tests: a few seconds. */
    static DemoOrdersPlan fast() {
        return new DemoOrdersPlan(200, 3, Duration.ofMillis(200), 4, 3, Duration.ofMillis(10),
                Duration.ofSeconds(1), 3, Duration.ZERO, Duration.ZERO);
    }

    /** Writes that the database manages in a second. */
    int databasePace() {
        return (int) (connections * Duration.ofSeconds(1).toMillis() / write.toMillis());
    }

    /** The batch that a consumer crashes with: when about a quarter of the orders are written. */
    int crashesFrom() {
        return orders / 4 / consumers / DemoOrdersQueues.BATCH + 1;
    }

    /** Whether the code cannot read this order: they lie between the middle of the rush and three quarters of it. */
    boolean isFaulty(int number) {
        int apart = orders / 4 / faulty;
        int from = number - orders / 2;
        return from > 0 && from % apart == 0 && from / apart <= faulty;
    }
}
