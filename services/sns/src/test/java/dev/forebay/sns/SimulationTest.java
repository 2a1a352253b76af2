package dev.forebay.sns;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 600;

    @Test
    void topicsReachEverybodyThroughCrashes() {
        long only = Long.getLong("seed", -1);
        if (only >= 0) {
            new Simulation(only).run(200);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            new Simulation(seed).run(100);
        }
    }

    @Test
    @Tag("long")
    void topicsReachEverybodyForLong() {
        long from = Long.getLong("from", 1_000_000);
        for (long seed = from; seed < from + Long.getLong("seeds", 100_000); seed++) {
            new Simulation(seed).run(200);
        }
    }
}
