package dev.forebay.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.StepStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final byte[] KEY = {0, 1, 0x61, 7};

    private final StepStore store = new StepStore();
    private final Partition partition = Partitions.open(store).get(1);

    @Test
    void aDecisionSeesWhatIsNotDurableYet() {
        Ledger ledger = new Ledger(partition);
        Ledger.Probe before = ledger.probe(List.of(KEY));
        ledger.decide(before, put(1));

        assertThat(read(ledger, before)).contains(1);
    }

    @Test
    void aProbeThatWasOvertakenIsTakenAgain() {
        Ledger ledger = new Ledger(partition, 0);
        Ledger.Probe before = ledger.probe(List.of(KEY));
        ledger.decide(before, put(1));
        store.commitAll();

        assertThat(read(ledger, before)).isEmpty();
        assertThat(ledger.<Integer>decide(List.of(KEY), (rows, _) -> rows.get(KEY).map(value -> (int) value[0]).orElse(0))).isEqualTo(1);
    }

    @Test
    void aDeletionThatIsNotDurableYetIsSeen() {
        Ledger ledger = new Ledger(partition);
        ledger.decide(ledger.probe(List.of(KEY)), put(1));
        store.commitAll();
        Ledger.Probe before = ledger.probe(List.of(KEY));
        ledger.decide(before, (rows, _) -> {
            rows.delete(KEY);
            return true;
        });

        assertThat(read(ledger, before)).contains(0);
    }

    private static java.util.function.BiFunction<Ledger.Rows, dev.forebay.runtime.Changes, Boolean> put(int value) {
        return (rows, _) -> {
            rows.put(KEY, new byte[] {(byte) value});
            return true;
        };
    }

    /** The value, zero when there is none; empty when the probe is out of date. */
    private static Optional<Integer> read(Ledger ledger, Ledger.Probe probe) {
        return ledger.decide(probe, (rows, _) -> rows.get(KEY).map(value -> (int) value[0]).orElse(0));
    }
}
