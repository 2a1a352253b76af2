package dev.forebay.benchmarks;

import java.util.Locale;

/**
 * What one run yielded.
 *
 * @param rate      messages a second
 * @param messages  how many that were
 * @param latencies of a turn
 */
record Measured(String what, double rate, long messages, Latencies latencies) {

    double p(double share) {
        return latencies.percentile(share);
    }

    /** One line. */
    String line() {
        String times = String.format(Locale.ROOT, "p50 %s  p99 %s  p999 %s  max %s",
                time(p(0.5)), time(p(0.99)), time(p(0.999)), time(latencies.max()));
        return String.format(Locale.ROOT, "%-16s %,9.0f /s   %s   (%,d messages)", what, rate, times, messages);
    }

    /** Microseconds, as a person reads them. */
    static String time(double micros) {
        return micros < 1000 ? String.format(Locale.ROOT, "%.0f µs", micros)
                : String.format(Locale.ROOT, micros < 100_000 ? "%.1f ms" : "%.0f ms", micros / 1000);
    }
}
