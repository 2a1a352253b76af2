package dev.forebay.cloudwatch;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.*;

/** AWS's interface: which class answers which operation. */
final class CloudWatchOperations implements CloudWatchClient {
    private final MetricOperations metrics;
    private final DataOperations data;

    CloudWatchOperations(CloudWatchService service, Caller caller) {
        metrics = new MetricOperations(service, caller);
        data = new DataOperations(service, caller);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        return metrics.put(request);
    }

    @Override
    public ListMetricsResponse listMetrics(ListMetricsRequest request) {
        return metrics.list(request);
    }

    @Override
    public GetMetricStatisticsResponse getMetricStatistics(GetMetricStatisticsRequest request) {
        return data.statistics(request);
    }

    @Override
    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
        return data.data(request);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
