package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * What a user of AWS's client sees of metrics. Where it runs is up to the {@link CloudWatchHarness}. Namespaces are new in
 * every test, so that a harness may keep its server.
 */
public abstract class CloudWatchContract extends ServiceContract<CloudWatchHarness> {
    private final String namespace = newName("App/ns");
    private CloudWatchClient cloudwatch;
    private Instant start;

    @BeforeEach
    void connect() {
        cloudwatch = harness().client(ALICE);
        start = harness().now().truncatedTo(ChronoUnit.HOURS);
    }

    @Test
    void valuesOfAMinuteAreAddedUp() {
        put(datum("latency", 10, 4), datum("latency", 10, 2));
        put(datum("latency", 10, 9), datum("latency", 11, 7));
        List<Datapoint> points = statistics("latency", 60);

        assertThat(points).hasSize(2);
        Datapoint first = points.getFirst();
        assertThat(first.timestamp()).isEqualTo(start.plusSeconds(600));
        assertThat(List.of(first.sampleCount(), first.sum(), first.average(), first.minimum(), first.maximum())).containsExactly(3.0, 15.0, 5.0, 2.0, 9.0);
        assertThat(first.unit()).isEqualTo(StandardUnit.NONE);
        assertThat(statistics("latency", 300)).singleElement().satisfies(point -> assertThat(point.sum()).isEqualTo(22));
    }

    @Test
    void valuesComeInThreeShapes() {
        put(MetricDatum.builder().metricName("m").timestamp(at(1)).values(1.0, 5.0).counts(2.0, 3.0).build(),
                MetricDatum.builder().metricName("m").timestamp(at(1)).statisticValues(s -> s.sampleCount(2.0).sum(9.0).minimum(0.5).maximum(8.5)).build(),
                MetricDatum.builder().metricName("m").timestamp(at(1)).value(3.0).storageResolution(1).build());
        Datapoint point = statistics("m", 60).getFirst();

        assertThat(List.of(point.sampleCount(), point.sum(), point.minimum(), point.maximum())).containsExactly(8.0, 29.0, 0.5, 8.5);
    }

    @Test
    void unitsAreToldApart() {
        put(datum("size", 1, 1).toBuilder().unit(StandardUnit.BYTES).build(), datum("size", 1, 2).toBuilder().unit(StandardUnit.KILOBYTES).build());

        assertThat(statistics("size", 60).stream().map(Datapoint::unitAsString).toList()).containsExactlyInAnyOrder("Bytes", "Kilobytes");
        assertThat(cloudwatch.getMetricStatistics(r -> r.namespace(namespace).metricName("size").startTime(start).endTime(start.plusSeconds(3_600))
                .period(60).statistics(Statistic.SUM).unit(StandardUnit.BYTES)).datapoints()).singleElement()
                .satisfies(point -> assertThat(point.sum()).isEqualTo(1));
    }

    @Test
    void metricsWithOtherDimensionsAreOthers() {
        put(datum("m", 1, 1), datum("m", 1, 2).toBuilder().dimensions(dimension("shard", "1"), dimension("worker", "a")).build(),
                datum("m", 1, 4).toBuilder().dimensions(dimension("worker", "a"), dimension("shard", "1")).build(),
                datum("m", 1, 8).toBuilder().dimensions(dimension("shard", "2")).build());

        assertThat(statistics("m", 60).getFirst().sum()).isEqualTo(1);
        assertThat(cloudwatch.getMetricStatistics(r -> r.namespace(namespace).metricName("m").startTime(start).endTime(start.plusSeconds(3_600))
                .dimensions(dimension("worker", "a"), dimension("shard", "1")).period(60).statistics(Statistic.SUM)).datapoints().getFirst().sum()).isEqualTo(6);
        assertThat(list(DimensionFilter.builder().name("shard").build())).isEqualTo(2);
        assertThat(list(DimensionFilter.builder().name("shard").value("2").build())).isEqualTo(1);
        assertThat(list()).isEqualTo(3);
    }

    private int list(DimensionFilter... filters) {
        return cloudwatch.listMetrics(r -> r.namespace(namespace).metricName("m").dimensions(filters)).metrics().size();
    }

    @Test
    void metricsOfOthersAreNotSeen() {
        put(datum("m", 1, 1));

        assertThat(harness().client(BOB).listMetrics(r -> r.namespace(namespace)).metrics()).isEmpty();
        assertThat(harness().client(BOB).getMetricStatistics(r -> r.namespace(namespace).metricName("m").startTime(start).endTime(start.plusSeconds(3_600))
                .period(60).statistics(Statistic.SUM)).datapoints()).isEmpty();
    }

    @Test
    void metricsAreListedInPages() {
        IntStream.range(0, 600).mapToObj(i -> datum("m" + i, 1, i)).forEach(one -> put(one));

        assertThat(cloudwatch.listMetrics(r -> r.namespace(namespace)).metrics()).hasSize(500);
        assertThat(cloudwatch.listMetricsPaginator(r -> r.namespace(namespace)).metrics().stream().map(m -> m.metricName()).distinct().count()).isEqualTo(600);
        refusalOf(() -> cloudwatch.listMetrics(r -> r.nextToken("nonsense")), "InvalidNextToken", "next token");
    }

    @Test
    void onlyRecentMetricsAreListedWhenAskedFor() {
        put(datum("old", 1, 1));
        pass(Duration.ofHours(4));
        put(MetricDatum.builder().metricName("new").value(1.0).build());

        assertThat(cloudwatch.listMetrics(r -> r.namespace(namespace).recentlyActive("PT3H")).metrics().stream().map(m -> m.metricName()).toList())
                .containsExactly("new");
    }

    @Test
    void dataIsQueried() {
        put(datum("a", 1, 1), datum("a", 2, 2), datum("a", 7, 4), datum("b", 3, 8));
        GetMetricDataResponse found = data(r -> r.metricDataQueries(query("a1", "a", "Sum", 300), query("b1", "b", "Average", 60), query("none", "c", "Sum", 60)));

        assertThat(found.metricDataResults().stream().map(MetricDataResult::id).toList()).containsExactly("a1", "b1", "none");
        assertThat(found.metricDataResults().getFirst().values()).containsExactly(4.0, 3.0);
        assertThat(found.metricDataResults().getFirst().timestamps()).containsExactly(at(5), at(0));
        assertThat(found.metricDataResults().getFirst().statusCode()).isEqualTo(StatusCode.COMPLETE);
        assertThat(data(r -> r.scanBy(ScanBy.TIMESTAMP_ASCENDING).metricDataQueries(query("a1", "a", "Maximum", 60))).metricDataResults().getFirst().values())
                .containsExactly(1.0, 2.0, 4.0);
    }

    @Test
    void dataComesInPages() {
        IntStream.range(0, 5).forEach(i -> put(datum("a", i, i), datum("b", i, 10 + i)));
        List<Double> all = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        cloudwatch.getMetricDataPaginator(r -> r.startTime(start).endTime(start.plusSeconds(3_600)).scanBy(ScanBy.TIMESTAMP_ASCENDING).maxDatapoints(3)
                .metricDataQueries(query("a", "a", "Sum", 60), query("b", "b", "Sum", 60))).forEach(page -> {
                    sizes.add(page.metricDataResults().stream().mapToInt(one -> one.values().size()).sum());
                    page.metricDataResults().forEach(one -> all.addAll(one.values()));
                });

        assertThat(sizes).containsExactly(3, 3, 3, 1);
        assertThat(all).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 10.0, 11.0, 12.0, 13.0, 14.0);
    }

    @Test
    void expressionsAreRefusedByName() {
        refusalOf(() -> data(r -> r.metricDataQueries(MetricDataQuery.builder().id("e").expression("a + b").build())),
                "InvalidParameterValue", "MetricDataQueries.member.1.Expression is not served here");
        refusalOf(() -> data(r -> r.metricDataQueries(query("a", "a", "p99", 60))), "InvalidParameterValue", "The statistic p99 is not served here");
        refusalOf(() -> data(r -> r.metricDataQueries(query("A", "a", "Sum", 60))), "InvalidParameterValue", "MetricDataQueries.member.1.Id");
        refusalOf(() -> data(r -> r.metricDataQueries(query("a", "a", "Sum", 30))), "InvalidParameterValue", "multiple of 60");
    }

    @Test
    void whatIsPutIsChecked() {
        refusalOf(() -> put(datum("m", 1, Double.NaN)), "InvalidParameterValue", "The value NaN for parameter MetricData.member.1.Value is invalid.");
        refusalOf(() -> put(datum("m", 1, 1), datum("m", 1, Double.POSITIVE_INFINITY)), "InvalidParameterValue", "MetricData.member.2.Value");
        refusalOf(() -> put(MetricDatum.builder().metricName("m").build()), "MissingParameter", "MetricData.member.1.Value");
        refusalOf(() -> put(MetricDatum.builder().metricName("m").value(1.0).values(1.0).build()), "InvalidParameterCombination", "mutually exclusive");
        refusalOf(() -> put(MetricDatum.builder().metricName("m").values(1.0, 2.0).counts(1.0).build()), "InvalidParameterCombination", "same size");
        refusalOf(() -> put(MetricDatum.builder().metricName("m").values(IntStream.range(0, 151).mapToObj(i -> (double) i).toList()).build()),
                "InvalidParameterValue", "MetricData.member.1.Values must not have a size greater than 150");
        refusalOf(() -> put(MetricDatum.builder().metricName("m").statisticValues(s -> s.sampleCount(1.0).sum(1.0).minimum(2.0).maximum(1.0)).build()),
                "InvalidParameterCombination", "Maximum");
        refusalOf(() -> put(datum("m", 1, 1).toBuilder().timestamp(harness().now().minus(Duration.ofDays(15))).build()), "InvalidParameterValue", "past two weeks");
        refusalOf(() -> put(datum("m", 1, 1).toBuilder().timestamp(harness().now().plus(Duration.ofHours(3))).build()), "InvalidParameterValue", "two hours in the future");
        refusalOf(() -> cloudwatch.putMetricData(r -> r.namespace("AWS/SQS").metricData(datum("m", 1, 1))), "InvalidParameterValue", "AWS/ for parameter Namespace");

        assertThat(cloudwatch.listMetrics(r -> r.namespace(namespace)).metrics()).isEmpty();
    }

    @Test
    void howMuchIsPutIsChecked() {
        List<MetricDatum> many = IntStream.range(0, 1_001).mapToObj(i -> datum("m", 1, 1)).toList();
        put(many.subList(0, 1_000).toArray(MetricDatum[]::new));
        assertThat(statistics("m", 60).getFirst().sum()).isEqualTo(1_000);
        refusalOf(() -> put(many.toArray(MetricDatum[]::new)), "InvalidParameterValue", "The collection MetricData must not have a size greater than 1000.");
        Dimension[] dimensions = IntStream.range(0, 31).mapToObj(i -> dimension("d" + i, "v")).toArray(Dimension[]::new);

        AwsServiceException tooMany = (AwsServiceException) catchThrowable(() -> put(datum("m", 1, 1).toBuilder().dimensions(dimensions).build()));
        assertThat(tooMany).isNotNull();
        refusalOf(() -> cloudwatch.getMetricStatistics(r -> r.namespace(namespace).metricName("m").startTime(start.minus(Duration.ofDays(2))).endTime(start)
                .period(60).statistics(Statistic.SUM)), "InvalidParameterCombination", "exceeds the limit of 1,440");
        refusalOf(() -> cloudwatch.getMetricStatistics(r -> r.namespace(namespace).metricName("m").startTime(start).endTime(start).period(60)
                .statistics(Statistic.SUM)), "InvalidParameterCombination", "StartTime must be less than the parameter EndTime");
    }

    @Test
    void whatIsOlderThanFifteenDaysIsGone() {
        put(datum("once", 1, 1), datum("still", 1, 1));
        pass(Duration.ofDays(8));
        put(MetricDatum.builder().metricName("still").value(1.0).build());
        pass(Duration.ofDays(8));

        assertThat(cloudwatch.listMetrics(r -> r.namespace(namespace)).metrics().stream().map(m -> m.metricName()).toList()).containsExactly("still");
        assertThat(cloudwatch.getMetricStatistics(r -> r.namespace(namespace).metricName("still").startTime(start).endTime(start.plus(Duration.ofDays(20)))
                .period(3_600).statistics(Statistic.SUM)).datapoints()).hasSize(1);
    }

    private void put(MetricDatum... data) {
        cloudwatch.putMetricData(r -> r.namespace(namespace).metricData(Arrays.asList(data)));
    }

    /** A value some minutes after the start. */
    private MetricDatum datum(String name, int minute, double value) {
        return MetricDatum.builder().metricName(name).timestamp(at(minute).plusSeconds(17)).value(value).build();
    }

    private Instant at(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /** An hour from the start on, in the order of time. */
    private List<Datapoint> statistics(String name, int period) {
        return cloudwatch.getMetricStatistics(r -> r.namespace(namespace).metricName(name).startTime(start).endTime(start.plusSeconds(3_600)).period(period)
                        .statistics(Statistic.SAMPLE_COUNT, Statistic.SUM, Statistic.AVERAGE, Statistic.MINIMUM, Statistic.MAXIMUM))
                .datapoints().stream().sorted(Comparator.comparing(Datapoint::timestamp)).toList();
    }

    private GetMetricDataResponse data(Consumer<GetMetricDataRequest.Builder> more) {
        return cloudwatch.getMetricData(r -> more.accept(r.startTime(start).endTime(start.plusSeconds(3_600))));
    }

    private MetricDataQuery query(String id, String metric, String statistic, int period) {
        return MetricDataQuery.builder().id(id)
                .metricStat(s -> s.metric(m -> m.namespace(namespace).metricName(metric)).stat(statistic).period(period)).build();
    }

    /** AWS's no, which wears different names in process and in its protocols. */
    private static void refusalOf(ThrowingCallable call, String code, String why) {
        AwsServiceException refused = refused(call);
        assertThat(refused.awsErrorDetails().errorCode()).as(refused.getMessage()).isIn(code, code + "Exception", code.replace("Missing", "MissingRequired") + "Exception");
        assertThat(refused.awsErrorDetails().errorMessage()).contains(why);
    }
}
