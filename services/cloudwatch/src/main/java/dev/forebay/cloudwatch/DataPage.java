package dev.forebay.cloudwatch;

import java.util.Optional;

/** Which part of all results of a GetMetricData is shown: so many datapoints after so many. */
final class DataPage {
    private final long from;
    private final long to;
    private long passed;

    DataPage(long from, int size) {
        this.from = from;
        to = from + size;
    }

    /** The datapoints of a result that are shown, {@code from <= n < to}. */
    record Cut(int from, int to) {}

    /** What is shown of the next result; empty when it belongs to other pages. */
    Optional<Cut> cut(int size) {
        long first = passed;
        passed += size;
        // A result without datapoints is told of once, on the page where it would begin.
        boolean here = size == 0 ? first >= from && first < to : first < to && passed > from;
        return here ? Optional.of(new Cut((int) Math.max(0, from - first), (int) Math.min(size, to - first))) : Optional.empty();
    }

    /** Where the next page begins. */
    Optional<Long> next() {
        return passed > to ? Optional.of(to) : Optional.empty();
    }
}
