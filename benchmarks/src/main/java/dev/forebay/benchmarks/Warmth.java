package dev.forebay.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells when a server is warm: when its rate has stopped to grow. A time alone would not do, for a JVM whose compiler
 * threads share two cores with the load, or with other programs, may need ten seconds or a minute.
 */
final class Warmth {
    private static final Duration SAMPLE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Samples of which the mean is compared with that of as many before. */
    private static final int SPAN = 4;
    private static final double STEADY = 1.04;

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
        System.out.printf(Locale.ROOT, "%-10s warm after %d s%n", "", counts.size() - 1);
    }

    /** Whether the newest span of samples is hardly better than the one before. */
    static boolean isSteady(List<Long> counts) {
        int last = counts.size() - 1;
        if (last < 2 * SPAN) {
            return false;
        }
        long newer = counts.get(last) - counts.get(last - SPAN);
        long older = counts.get(last - SPAN) - counts.get(last - 2 * SPAN);
        return newer > 0 && newer <= STEADY * older;
    }
}
