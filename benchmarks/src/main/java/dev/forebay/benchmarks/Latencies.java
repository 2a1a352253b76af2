package dev.forebay.benchmarks;

/** Counts durations in buckets at most 1 % wide. For one thread; merge afterwards. */
final class Latencies {
    private static final int FINE = 7;

    private final long[] counts = new long[64 << FINE];
    private long max;

    void add(long nanos) {
        counts[bucket(nanos)]++;
        max = Math.max(max, nanos);
    }

    void add(Latencies other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        max = Math.max(max, other.max);
    }

    /** The leading 8 bits, and where they stand. */
    private static int bucket(long nanos) {
        int shift = Math.max(0, 63 - FINE - Long.numberOfLeadingZeros(nanos | 1));
        return (shift << FINE) + (int) (nanos >>> shift);
    }

    private static double middle(int bucket) {
        int shift = Math.max(0, (bucket >>> FINE) - 1);
        return (bucket - ((long) shift << FINE) + 0.5) * (1L << shift);
    }

    /** In microseconds; 0 when nothing was counted. */
    double percentile(double share) {
        long total = 0;
        for (long count : counts) {
            total += count;
        }
        long rank = (long) Math.ceil(total * share);
        for (int i = 0; i < counts.length; i++) {
            rank -= counts[i];
            if (rank <= 0 && counts[i] > 0) {
                return middle(i) / 1e3;
            }
        }
        return 0;
    }

    /** In microseconds. */
    double max() {
        return max / 1e3;
    }
}
