package dev.forebay.cloudwatch;

import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** Putting metrics, and finding out which there are. */
final class MetricOperations {
    private static final int MAX_DATA = 1_000;
    private static final int PAGE = 500;
    private static final long RECENT_MINUTES = 3 * 60;

    private final CloudWatchService service;
    private final Place place;

    MetricOperations(CloudWatchService service, Caller caller) {
        this.service = service;
        place = Place.of(caller);
    }

    PutMetricDataResponse put(PutMetricDataRequest request) {
        if (request.hasEntityMetricData() && !request.entityMetricData().isEmpty()) {
            throw CloudWatchErrors.notServed("EntityMetricData");
        }
        if (request.namespace() != null && request.namespace().startsWith("AWS/")) {
            // AWS: its own services' namespaces are not for others.
            throw CloudWatchErrors.invalid("AWS/", "Namespace");
        }
        if (request.metricData().isEmpty()) {
            throw CloudWatchErrors.missing("MetricData");
        }
        if (request.metricData().size() > MAX_DATA) {
            throw CloudWatchErrors.tooLarge("MetricData", MAX_DATA);
        }
        service.shelf(place).put(place, measurements(request.namespace(), request.metricData()));
        return PutMetricDataResponse.builder().build();
    }

    private List<Measurement> measurements(String namespace, List<MetricDatum> data) {
        long now = service.clock().millis();
        List<Measurement> all = new ArrayList<>(data.size());
        for (MetricDatum datum : data) {
            all.add(Measurement.checked(place, namespace, datum, "MetricData.member." + (all.size() + 1) + ".", now));
        }
        return all;
    }

    ListMetricsResponse list(ListMetricsRequest request) {
        Shelf shelf = service.shelf(place);
        shelf.partition().settle();
        if (request.owningAccount() != null && !request.owningAccount().equals(place.account().value())) {
            return ListMetricsResponse.builder().metrics(List.of()).build();
        }
        List<Metric> found = shelf.list(place, NextToken.read(request.nextToken())).stream()
                .filter(metric -> fits(metric.name(), request) && (request.recentlyActive() == null
                        || shelf.hasSince(metric, service.clock().millis() / Minute.MILLIS - RECENT_MINUTES)))
                .limit(PAGE + 1L).toList();
        List<Metric> page = found.subList(0, Math.min(PAGE, found.size()));
        return ListMetricsResponse.builder()
                .metrics(page.stream().map(Metric::name).map(MetricOperations::shown).toList())
                .nextToken(found.size() > PAGE ? NextToken.write(page.getLast().number()) : null)
                .build();
    }

    private static boolean fits(MetricName name, ListMetricsRequest request) {
        return (request.namespace() == null || request.namespace().equals(name.namespace()))
                && (request.metricName() == null || request.metricName().equals(name.name()))
                && request.dimensions().stream().allMatch(filter -> fits(name.dimensions(), filter));
    }

    private static boolean fits(Map<String, String> dimensions, DimensionFilter filter) {
        String value = dimensions.get(filter.name());
        return value != null && (filter.value() == null || filter.value().equals(value));
    }

    private static software.amazon.awssdk.services.cloudwatch.model.Metric shown(MetricName name) {
        return software.amazon.awssdk.services.cloudwatch.model.Metric.builder()
                .namespace(name.namespace()).metricName(name.name()).dimensions(name.shownDimensions()).build();
    }
}
