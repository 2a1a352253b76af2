package dev.forebay.cloudwatch;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StatisticSet;

/**
 * A metric's values as a caller put them, checked.
 *
 * @param minute minutes since 1970
 */
record Measurement(MetricName metric, long minute, Minute values) {
    private static final int MAX_VALUES = 150;
    private static final double MAX_MAGNITUDE = Math.scalb(1.0, 360);
    private static final long MAX_AGE_MILLIS = 14 * 24 * 60 * 60_000L;
    private static final long MAX_AHEAD_MILLIS = 2 * 60 * 60_000L;

    /** {@code at} says where in the request, such as {@code MetricData.member.1.}. */
    static Measurement checked(Place place, String namespace, MetricDatum datum, String at, long now) {
        MetricName name = MetricName.checked(place, namespace, datum.metricName(), datum.dimensions(), at);
        long millis = millis(datum.timestamp(), at, now);
        if (datum.unit() == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
            throw CloudWatchErrors.invalid(datum.unitAsString(), at + "Unit");
        }
        if (datum.storageResolution() != null && datum.storageResolution() != 1 && datum.storageResolution() != 60) {
            throw CloudWatchErrors.invalid(datum.storageResolution(), at + "StorageResolution");
        }
        String unit = datum.unit() == null ? StandardUnit.NONE.toString() : datum.unitAsString();
        return new Measurement(name, Math.floorDiv(millis, Minute.MILLIS), new Minute(unit, values(datum, at)));
    }

    private static long millis(Instant timestamp, String at, long now) {
        if (timestamp == null) {
            return now;
        }
        long millis = timestamp.toEpochMilli();
        if (millis < now - MAX_AGE_MILLIS) {
            throw CloudWatchErrors.invalid("The parameter " + at + "Timestamp must specify a time within the past two weeks.");
        }
        if (millis > now + MAX_AHEAD_MILLIS) {
            throw CloudWatchErrors.invalid("The parameter " + at + "Timestamp must specify a time no more than two hours in the future.");
        }
        return millis;
    }

    private static Statistics values(MetricDatum datum, String at) {
        boolean hasValues = datum.hasValues() && !datum.values().isEmpty();
        int given = (datum.value() == null ? 0 : 1) + (datum.statisticValues() == null ? 0 : 1) + (hasValues ? 1 : 0);
        if (given > 1) {
            throw CloudWatchErrors.combination("The parameters " + at + "Value, " + at + "Values and " + at
                    + "StatisticValues are mutually exclusive and you have specified more than one.");
        }
        if (datum.value() != null) {
            return Statistics.of(checked(datum.value(), at + "Value"), 1);
        }
        if (datum.statisticValues() != null) {
            return statistics(datum.statisticValues(), at + "StatisticValues.");
        }
        if (!hasValues) {
            throw CloudWatchErrors.missing(at + "Value");
        }
        return values(datum.values(), datum.hasCounts() ? datum.counts() : List.of(), at);
    }

    private static Statistics statistics(StatisticSet set, String at) {
        double count = checked(set.sampleCount(), at + "SampleCount");
        double sum = checked(set.sum(), at + "Sum");
        double min = checked(set.minimum(), at + "Minimum");
        double max = checked(set.maximum(), at + "Maximum");
        if (count <= 0) {
            throw CloudWatchErrors.invalid(count, at + "SampleCount");
        }
        if (min > max) {
            throw CloudWatchErrors.combination("The parameter " + at + "Maximum must be greater than or equal to the parameter " + at + "Minimum.");
        }
        return new Statistics(count, sum, min, max);
    }

    private static Statistics values(List<Double> values, List<Double> counts, String at) {
        if (values.size() > MAX_VALUES) {
            throw CloudWatchErrors.tooLarge(at + "Values", MAX_VALUES);
        }
        if (!counts.isEmpty() && counts.size() != values.size()) {
            throw CloudWatchErrors.combination("The parameters " + at + "Values and " + at + "Counts must be of the same size.");
        }
        Statistics all = null;
        for (int i = 0; i < values.size(); i++) {
            double count = counts.isEmpty() ? 1 : checked(counts.get(i), at + "Counts.member." + (i + 1));
            if (count <= 0) {
                throw CloudWatchErrors.invalid(count, at + "Counts.member." + (i + 1));
            }
            Statistics one = Statistics.of(checked(values.get(i), at + "Values.member." + (i + 1)), count);
            all = all == null ? one : all.plus(one);
        }
        return all;
    }

    private static double checked(Double number, String parameter) {
        if (number == null) {
            throw CloudWatchErrors.missing(parameter);
        }
        if (!Double.isFinite(number) || Math.abs(number) > MAX_MAGNITUDE) {
            throw CloudWatchErrors.invalid(number, parameter);
        }
        return number;
    }
}
