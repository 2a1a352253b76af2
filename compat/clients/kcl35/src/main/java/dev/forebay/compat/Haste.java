package dev.forebay.compat;

import software.amazon.kinesis.leases.LeaseManagementConfig;

/** KCL 3.5 in a hurry: as KCL 3.0, and here the leader can be replaced sooner as well. */
final class Haste {
    private static final long FAILOVER_MILLIS = 3000;
    private static final long ASSIGN_MILLIS = 2000;
    private static final long MEASURE_MILLIS = 500;
    private static final long REPORT_MILLIS = 2000;
    private static final long LEADER_MILLIS = 6000;

    private Haste() {}

    static LeaseManagementConfig of(LeaseManagementConfig leases) {
        leases.workerUtilizationAwareAssignmentConfig().inMemoryWorkerMetricsCaptureFrequencyMillis(MEASURE_MILLIS)
                .workerMetricsReporterFreqInMillis(REPORT_MILLIS).varianceBalancingFrequency(1)
                // Else it would look for the machine that it runs on at 169.254.169.254.
                .disableWorkerMetrics(true);
        return leases.failoverTimeMillis(FAILOVER_MILLIS).leaseAssignmentIntervalMillis(ASSIGN_MILLIS).shardSyncIntervalMillis(1000)
                .dynamoDbLockBasedLeaderLeaseDurationInMillis(LEADER_MILLIS)
                .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(LEADER_MILLIS / 4);
    }
}
