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
        return String.format(Locale.ROOT, "%-28s %,10.0f /s   p50 %s  p99 %s  p999 %s  max %s   (%,d messages)", what, rate,
                time(p(0.5)), time(p(0.99)), time(p(0.999)), time(latencies.max()), messages);
    }

    /** Microseconds, as a person reads them. */
    static String time(double micros) {
        return micros < 1000 ? String.format(Locale.ROOT, "%.0f µs", micros)
                : String.format(Locale.ROOT, micros < 100_000 ? "%.1f ms" : "%.0f ms", micros / 1000);
    }
}
