package dev.forebay.compat;

import software.amazon.kinesis.leases.LeaseManagementConfig;

/** KCL 3.0 in a hurry: a leader hands the leases out, and takes those for alive who told of their load a short while ago. */
final class Haste {
    private static final long FAILOVER_MILLIS = 3000;
    private static final long ASSIGN_MILLIS = 2000;
    private static final long MEASURE_MILLIS = 500;
    private static final long REPORT_MILLIS = 2000;

    private Haste() {}

    static LeaseManagementConfig of(LeaseManagementConfig leases) {
        leases.workerUtilizationAwareAssignmentConfig().inMemoryWorkerMetricsCaptureFrequencyMillis(MEASURE_MILLIS)
                .workerMetricsReporterFreqInMillis(REPORT_MILLIS).varianceBalancingFrequency(1)
                // Else it would look for the machine that it runs on at 169.254.169.254.
                .disableWorkerMetrics(true);
        return leases.failoverTimeMillis(FAILOVER_MILLIS).leaseAssignmentIntervalMillis(ASSIGN_MILLIS).shardSyncIntervalMillis(1000);
    }
}
