package dev.forebay.cloudwatch;

import dev.forebay.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Reading what was put. */
final class DataOperations {
    private static final int MAX_STATISTICS = 1_440;
    private static final int MAX_QUERIES = 500;
    private static final int MAX_DATAPOINTS = 100_800;
    private static final Pattern QUERY_ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");

    private final CloudWatchService service;
    private final Place place;

    DataOperations(CloudWatchService service, Caller caller) {
        this.service = service;
        place = Place.of(caller);
    }

    GetMetricStatisticsResponse statistics(GetMetricStatisticsRequest request) {
        if (request.hasExtendedStatistics() && !request.extendedStatistics().isEmpty()) {
            throw CloudWatchErrors.notServed("ExtendedStatistics");
        }
        if (request.statistics().isEmpty()) {
            throw CloudWatchErrors.missing("Statistics");
        }
        if (request.statistics().contains(Statistic.UNKNOWN_TO_SDK_VERSION)) {
            throw CloudWatchErrors.invalid(request.statisticsAsStrings(), "Statistics");
        }
        Series.Span span = span(request.startTime(), request.endTime(), request.period(), request.unit(), request.unitAsString());
        long most = (span.to() - span.from() + span.period() - 1) / span.period();
        if (most > MAX_STATISTICS) {
            throw CloudWatchErrors.combination("You have requested up to " + most + " datapoints, which exceeds the limit of 1,440."
                    + " You may reduce the datapoints requested by increasing Period, or decreasing the time range.");
        }
        Series series = series(request.namespace(), request.metricName(), request.dimensions(), span, false);
        List<Datapoint> points = series.slots().entrySet().stream()
                .map(one -> datapoint(one.getKey(), one.getValue(), new HashSet<>(request.statistics()))).toList();
        return GetMetricStatisticsResponse.builder().label(request.metricName()).datapoints(points).build();
    }

    private static Datapoint datapoint(Series.Slot slot, Statistics values, Set<Statistic> wanted) {
        Datapoint.Builder point = Datapoint.builder().timestamp(slot.time()).unit(slot.unit());
        for (Statistic statistic : wanted) {
            double value = values.get(statistic);
            switch (statistic) {
                case SAMPLE_COUNT -> point.sampleCount(value);
                case SUM -> point.sum(value);
                case AVERAGE -> point.average(value);
                case MINIMUM -> point.minimum(value);
                case MAXIMUM -> point.maximum(value);
                case UNKNOWN_TO_SDK_VERSION -> throw CloudWatchErrors.invalid(statistic, "Statistics");
            }
        }
        return point.build();
    }

    private Series series(String namespace, String name, List<Dimension> dimensions, Series.Span span, boolean anyUnit) {
        MetricName metric = MetricName.checked(place, namespace, name, dimensions, "");
        Shelf shelf = service.shelf(place);
        return shelf.find(metric).map(found -> Series.read(shelf, found, span, anyUnit)).orElseGet(() -> new Series(new TreeMap<>()));
    }

    private static Series.Span span(Instant start, Instant end, Integer period, StandardUnit unit, String unitText) {
        if (start == null || end == null || period == null) {
            throw CloudWatchErrors.missing(start == null ? "StartTime" : end == null ? "EndTime" : "Period");
        }
        if (!start.isBefore(end)) {
            throw CloudWatchErrors.combination("The parameter StartTime must be less than the parameter EndTime.");
        }
        if (period < 1 || period % 60 != 0) {
            throw CloudWatchErrors.invalid("The parameter Period must be a multiple of 60 here, where values are kept by the minute.");
        }
        if (unit == StandardUnit.UNKNOWN_TO_SDK_VERSION) {
            throw CloudWatchErrors.invalid(unitText, "Unit");
        }
        long from = Math.max(0, Math.floorDiv(start.toEpochMilli(), Minute.MILLIS));
        long to = Math.max(from, Math.ceilDiv(end.toEpochMilli(), Minute.MILLIS));
        return new Series.Span(from, to, period / 60, Optional.ofNullable(unit).map(StandardUnit::toString));
    }

    GetMetricDataResponse data(GetMetricDataRequest request) {
        checkQueries(request.metricDataQueries());
        int max = request.maxDatapoints() == null ? MAX_DATAPOINTS : request.maxDatapoints();
        if (max < 1 || max > MAX_DATAPOINTS) {
            throw CloudWatchErrors.invalid(max, "MaxDatapoints");
        }
        DataPage page = new DataPage(NextToken.read(request.nextToken()), max);
        List<MetricDataResult> results = new ArrayList<>();
        for (MetricDataQuery query : request.metricDataQueries()) {
            Result all = result(query, request);
            if (!Boolean.FALSE.equals(query.returnData())) {
                page.cut(all.times.size()).ifPresent(cut -> results.add(MetricDataResult.builder()
                        .id(query.id())
                        .label(query.label() != null ? query.label() : query.metricStat().metric().metricName())
                        .timestamps(all.times.subList(cut.from(), cut.to()))
                        .values(all.values.subList(cut.from(), cut.to()))
                        .statusCode(cut.to() == all.times.size() ? StatusCode.COMPLETE : StatusCode.PARTIAL_DATA)
                        .build()));
            }
        }
        return GetMetricDataResponse.builder().metricDataResults(results)
                .nextToken(page.next().map(NextToken::write).orElse(null)).build();
    }

    private void checkQueries(List<MetricDataQuery> queries) {
        if (queries.isEmpty()) {
            throw CloudWatchErrors.missing("MetricDataQueries");
        }
        if (queries.size() > MAX_QUERIES) {
            throw CloudWatchErrors.tooLarge("MetricDataQueries", MAX_QUERIES);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < queries.size(); i++) {
            MetricDataQuery query = queries.get(i);
            String at = "MetricDataQueries.member." + (i + 1) + ".";
            if (query.id() == null) {
                throw CloudWatchErrors.missing(at + "Id");
            }
            if (!QUERY_ID.matcher(query.id()).matches() || !ids.add(query.id())) {
                throw CloudWatchErrors.invalid(query.id(), at + "Id");
            }
            if (query.expression() != null) {
                throw CloudWatchErrors.notServed(at + "Expression");
            }
            if (query.metricStat() == null || query.metricStat().metric() == null) {
                throw CloudWatchErrors.missing(at + "MetricStat.Metric");
            }
            if (query.accountId() != null && !query.accountId().equals(place.account().value())) {
                throw CloudWatchErrors.notServed(at + "AccountId of another account");
            }
        }
    }

    private Result result(MetricDataQuery query, GetMetricDataRequest request) {
        MetricStat stat = query.metricStat();
        Statistic statistic = Statistic.fromValue(stat.stat());
        if (statistic == null || statistic == Statistic.UNKNOWN_TO_SDK_VERSION) {
            throw CloudWatchErrors.notServed("The statistic " + stat.stat());
        }
        Series.Span span = span(request.startTime(), request.endTime(), stat.period(), stat.unit(), stat.unitAsString());
        Series series = series(stat.metric().namespace(), stat.metric().metricName(), stat.metric().dimensions(), span, true);
        List<Instant> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Map.Entry<Series.Slot, Statistics> one : series.slots().entrySet()) {
            times.add(one.getKey().time());
            values.add(one.getValue().get(statistic));
        }
        // AWS: the newest first, unless it is asked for the other way round.
        return request.scanBy() == ScanBy.TIMESTAMP_ASCENDING ? new Result(times, values) : new Result(times.reversed(), values.reversed());
    }

    /** A query's values and their times. */
    private record Result(List<Instant> times, List<Double> values) {}
}
