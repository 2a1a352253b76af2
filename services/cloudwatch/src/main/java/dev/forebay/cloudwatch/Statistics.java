package dev.forebay.cloudwatch;

import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** What is kept of any number of values. */
record Statistics(double count, double sum, double min, double max) {

    static Statistics of(double value, double count) {
        return new Statistics(count, value * count, value, value);
    }

    Statistics plus(Statistics other) {
        return new Statistics(count + other.count, sum + other.sum, Math.min(min, other.min), Math.max(max, other.max));
    }

    double get(Statistic statistic) {
        return switch (statistic) {
            case SAMPLE_COUNT -> count;
            case SUM -> sum;
            case AVERAGE -> count == 0 ? 0 : sum / count;
            case MINIMUM -> min;
            case MAXIMUM -> max;
            case UNKNOWN_TO_SDK_VERSION -> throw CloudWatchErrors.invalid(statistic, "Statistics");
        };
    }
}
