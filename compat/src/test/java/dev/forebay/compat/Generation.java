package dev.forebay.compat;

import java.util.Optional;
import java.util.Set;

/** The generations of the KCL that are proven, and what sets them apart: who hands leases out, and where that is written down. */
enum Generation {
    /** Workers take leases for themselves. */
    KCL_2("kcl2", Set.of(""), Optional.empty()),

    /** A leader hands leases out. It is elected in a table of its own. */
    KCL_3_0("kcl30", Set.of("", "-CoordinatorState", "-WorkerMetricStats"), Optional.of("-CoordinatorState")),

    /** The leader is written down beside the leases. */
    KCL_3_5("kcl35", Set.of(""), Optional.of(""));

    private final String client;
    private final Set<String> tables;
    private final Optional<String> leaderTable;

    Generation(String client, Set<String> tables, Optional<String> leaderTable) {
        this.client = client;
        this.tables = tables;
        this.leaderTable = leaderTable;
    }

    /** The folder under {@code compat/clients}. */
    String client() {
        return client;
    }

    /** What the names of its tables end with, after the application's name. */
    Set<String> tables() {
        return tables;
    }

    /** The same of the table with the leader, where there is one. */
    Optional<String> leaderTable() {
        return leaderTable;
    }
}
