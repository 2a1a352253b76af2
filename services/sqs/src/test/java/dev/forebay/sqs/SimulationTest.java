package dev.forebay.sqs;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** Each differs in everything: kind of queue, size of cache, dead letters, whether and when it crashes. */
    private static final int SEEDS = 3_000;

    @Test
    void queuesBehaveLikeTheReferenceThroughCrashes() {
        long only = Long.getLong("seed", -1);
        if (only >= 0) {
            new Simulation(only).run(400);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            new Simulation(seed).run(150);
        }
    }

    @Test
    @Tag("long")
    void queuesBehaveLikeTheReferenceForLong() {
        long from = Long.getLong("from", 1_000_000);
        for (long seed = from; seed < from + Long.getLong("seeds", 100_000); seed++) {
            new Simulation(seed).run(400);
        }
    }
}
