package dev.forebay.dynamodb;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills new indexes with the items that were there before them, a few at a time, beside everything else that goes on.
 *
 * <p>From the commit that makes an index, every write to an item keeps it in step. So the builder walks once through all
 * items after that commit is durable, and gives each the entry that it should have; to give it twice does no harm. A crash lets it
 * begin again.
 */
final class IndexBuilder {
    private static final int STEP = 100;

    private final TableCatalog catalog;
    private final Timers timers;
    private volatile boolean stopped;

    IndexBuilder(TableCatalog catalog, Timers timers) {
        this.catalog = catalog;
        this.timers = timers;
    }

    /** Goes on with what was under way. */
    void recover() {
        catalog.all().forEach(table -> table.record().indexes().stream().filter(index -> !index.isActive()).forEach(index -> start(table, index)));
    }

    /** Fills an index whose making is durable. */
    void start(Table table, Index index) {
        timers.soon(() -> step(table, index, Keys.of(table.partition().number(), Tables.ITEM, table.incarnation())));
    }

    void stop() {
        stopped = true;
    }

    private void step(Table table, Index index, byte[] from) {
        if (stopped) {
            return;
        }
        Ledger.Probe probe = table.ledger().newProbe();
        List<byte[]> rows = read(table, from, probe);
        Optional<Boolean> done = table.ledger().decide(probe, (state, changes) -> fill(table, index, rows, state, changes));
        if (done.isEmpty()) {
            timers.soon(() -> step(table, index, from));
        } else if (!done.get()) {
            timers.soon(() -> step(table, index, KeyFormat.after(rows.getLast())));
        }
    }

    private static List<byte[]> read(Table table, byte[] from, Ledger.Probe probe) {
        List<byte[]> rows = new ArrayList<>();
        byte[] to = Keys.of(table.partition().number(), Tables.ITEM, table.incarnation() + 1);
        try (Scan scan = table.partition().store().scan(from, to)) {
            while (rows.size() < STEP && scan.next()) {
                rows.add(scan.key());
                probe.found(scan.key(), scan.value());
            }
        }
        return rows;
    }

    /** Whether there is nothing left to do. */
    private boolean fill(Table table, Index index, List<byte[]> rows, Ledger.Rows state, Changes changes) {
        if (table.isDeleted() || table.record().index(index.name()).filter(one -> one.incarnation() == index.incarnation()).isEmpty()) {
            return true;
        }
        for (byte[] row : rows) {
            state.get(row).map(ItemFormat::read)
                    .filter(item -> fits(index, item))
                    .flatMap(item -> index.entry(table.schema(), item))
                    .ifPresent(entry -> changes.batch().put(KeyFormat.entry(table, index, entry), ItemFormat.write(entry)));
        }
        if (rows.size() == STEP) {
            return false;
        }
        catalog.change(table, table.record().with(table.record().index(index.name()).orElseThrow().active()), changes);
        return true;
    }

    /** AWS: items that could not be written any more are left out. */
    private static boolean fits(Index index, Item item) {
        return index.schema().names().stream().allMatch(name -> item.get(name).filter(value -> Sizes.of(value) > 0).isPresent());
    }
}
