package dev.forebay.kms;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int SEEDS = 600;

    @Test
    void whatWasToldHoldsOverCrashes() {
        long only = Long.getLong("seed", -1);
        if (only >= 0) {
            new Simulation(only).run(80);
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            new Simulation(seed).run(80);
        }
    }

    @Test
    @Tag("long")
    void whatWasToldHoldsForLong() {
        long from = Long.getLong("from", 1_000_000);
        for (long seed = from; seed < from + Long.getLong("seeds", 20_000); seed++) {
            new Simulation(seed).run(400);
        }
    }
}
