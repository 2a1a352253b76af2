package dev.forebay.iam;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 250;

    @Test
    void usersAndPoliciesBehaveLikeTheReferenceThroughCrashes() {
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
    void usersAndPoliciesBehaveLikeTheReferenceForLong() {
        long from = Long.getLong("from", 1_000_000);
        for (long seed = from; seed < from + Long.getLong("seeds", 20_000); seed++) {
            new Simulation(seed).run(400);
        }
    }
}
