package dev.forebay.compat;

import software.amazon.kinesis.leases.LeaseManagementConfig;

/** KCL 2 in a hurry: each worker takes leases for itself. */
final class Haste {
    private static final long FAILOVER_MILLIS = 3000;

    private Haste() {}

    static LeaseManagementConfig of(LeaseManagementConfig leases) {
        return leases.failoverTimeMillis(FAILOVER_MILLIS).shardSyncIntervalMillis(1000);
    }
}
