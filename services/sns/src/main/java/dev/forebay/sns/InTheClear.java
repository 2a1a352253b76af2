package dev.forebay.sns;

import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subscriptions of a partition whose secrets an earlier build stored in the clear, while the service opens. They are sealed many
 * at a time; a crash between leaves some sealed and the others in the clear, and the next start goes on.
 */
final class InTheClear {
    private static final Logger LOG = LoggerFactory.getLogger(InTheClear.class);

    /** A commit's worth. */
    private static final int AT_A_TIME = 1_000;

    private final Partition partition;
    private final byte table;
    private final Vault vault;
    private final List<Subscription> found = new ArrayList<>();

    /** {@code table}: where their rows are. */
    InTheClear(Partition partition, byte table, Vault vault) {
        this.partition = partition;
        this.table = table;
        this.vault = vault;
    }

    /** Takes in one whose row need not be in the clear. */
    void add(Subscription subscription, byte[] row) {
        if (SealedRows.isInTheClear(row) && subscription.record().hasSecrets()) {
            found.add(subscription);
        }
    }

    void seal() {
        for (int from = 0; from < found.size(); from += AT_A_TIME) {
            List<Subscription> some = found.subList(from, Math.min(from + AT_A_TIME, found.size()));
            partition.decide(changes -> {
                some.forEach(one -> changes.batch().put(key(one), one.row(vault)));
                return null;
            });
        }
        if (!found.isEmpty()) {
            LOG.warn("Endpoints and tokens of {} subscriptions lay in the clear and are sealed now. Earlier copies of the data directory"
                    + " still have them.", found.size());
        }
    }

    private byte[] key(Subscription subscription) {
        return Keys.of(partition.number(), table, subscription.topic().incarnation(), subscription.number());
    }
}
