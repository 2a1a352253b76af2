package dev.forebay.server;

import dev.forebay.server.DemoClickTally.Count;
import java.time.Duration;

/** An application that reads the stream. Runs in a thread of its own; any thread may look at it, or have it start over. */
final class DemoClickApplication {
    private static final Duration TURN = Duration.ofMillis(5);

    private final String name;
    private final DemoClickstream stream;
    private final int clicks;
    private volatile DemoClickPass pass;

    /**
     * Makes an application that begins at the oldest click.
     *
     * @param clicks the number of the last click that there will be
     */
    DemoClickApplication(String name, DemoClickstream stream, DemoClickWork work, int clicks) {
        this.name = name;
        this.stream = stream;
        this.clicks = clicks;
        startOver(work);
    }

    void run() throws InterruptedException {
        while (!Thread.interrupted()) {
            pass.turn();
            Thread.sleep(TURN);
        }
    }

    /** Forgets what it has counted, and goes back to the oldest click. */
    void startOver(DemoClickWork work) {
        pass = new DemoClickPass(stream, work, new DemoClickTally(clicks, work.knowsBuys()));
    }

    /** What it is and has done since it started, or started over. */
    Standing standing() {
        DemoClickPass now = pass;
        return new Standing(name, now.count(), now.behind(), now.ended());
    }

    /**
     * How far an application is.
     *
     * @param behind how old the oldest click is that it has yet to read
     * @param ended  shards that it has read to their end
     */
    record Standing(String name, Count count, Duration behind, int ended) {

        /** Clicks that it has yet to read, of so many. */
        int lag(int made) {
            return Math.max(0, made - count.clicks());
        }
    }
}
