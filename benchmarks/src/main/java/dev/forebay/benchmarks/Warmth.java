package dev.forebay.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells when a server is warm: when its rate has stopped to grow. A fixed time would be unfair to one of two servers: a JVM
 * whose compiler threads share two cores with the load needs ten seconds or two minutes, and a rate that still doubles every
 * twenty seconds looks steady from one second to the next.
 */
final class Warmth {
    private static final Duration SAMPLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** Samples of which the mean is taken, against noise. */
    private static final int SPAN = 5;

    /** A rate that is so much better than the best before shows that the server still gets faster. */
    private static final double BETTER = 1.03;

    /** Samples without a better rate. */
    private static final int STEADY = 15;

    private Warmth() {}

    /**
     * Waits.
     *
     * @param atLeast how long in any case; zero not to warm up at all
     * @param turns   turns taken so far
     */
    static void await(Duration atLeast, LongSupplier turns) throws InterruptedException {
        if (atLeast.isZero()) {
            return;
        }
        List<Long> counts = new ArrayList<>(List.of(turns.getAsLong()));
        do {
            Thread.sleep(SAMPLE);
            counts.add(turns.getAsLong());
        } while (!(counts.size() > atLeast.toSeconds() && isSteady(counts)) && counts.size() <= PATIENCE.toSeconds());
        System.out.printf(Locale.ROOT, "           warm after %d s%n", counts.size() - 1);
    }

    /** Whether no span of the newest samples was better than what had been reached before. */
    static boolean isSteady(List<Long> counts) {
        double best = 0;
        int bestAt = 0;
        for (int i = SPAN; i < counts.size(); i++) {
            long inSpan = counts.get(i) - counts.get(i - SPAN);
            if (inSpan > BETTER * best) {
                best = inSpan;
                bestAt = i;
            }
        }
        return best > 0 && counts.size() - 1 - bestAt >= STEADY;
    }
}
