package dev.forebay.dynamodb;

import dev.forebay.runtime.Changes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a write does: an item before and after, and what that means for the table's indexes.
 *
 * @param row the item's key in the store
 */
record ItemChange(Table table, byte[] row, Optional<Item> before, Optional<Item> after, List<Entry> entries) {

    /**
     * What happens to an entry of an index.
     *
     * @param row   its key in the store
     * @param after what it becomes; empty when it goes
     * @param size  the larger of before and after
     */
    record Entry(String index, byte[] row, Optional<Item> after, int size) {}

    /** Adds what has to happen in an index. */
    static void entries(Table table, Index index, Optional<Item> before, Optional<Item> after, List<Entry> to) {
        Optional<Item> old = before.flatMap(item -> index.entry(table.schema(), item));
        Optional<Item> now = after.flatMap(item -> index.entry(table.schema(), item));
        if (old.equals(now)) {
            return;
        }
        Optional<byte[]> oldRow = old.map(item -> KeyFormat.entry(table, index, item));
        Optional<byte[]> newRow = now.map(item -> KeyFormat.entry(table, index, item));
        boolean stays = oldRow.isPresent() && newRow.isPresent() && Arrays.equals(oldRow.get(), newRow.get());
        if (oldRow.isPresent() && !stays) {
            to.add(new Entry(index.name(), oldRow.get(), Optional.empty(), size(old)));
        }
        newRow.ifPresent(row -> to.add(new Entry(index.name(), row, now, stays ? Math.max(size(old), size(now)) : size(now))));
    }

    /** The larger of before and after, by which AWS counts. */
    int size() {
        return Math.max(size(before), size(after));
    }

    private static int size(Optional<Item> item) {
        return item.map(Item::size).orElse(0);
    }

    /** Within a decision. */
    void record(Ledger.Rows rows, Changes changes) {
        if (before.equals(after)) {
            return;
        }
        after.ifPresentOrElse(item -> rows.put(row, ItemFormat.write(item)), () -> rows.delete(row));
        for (Entry entry : entries) {
            entry.after.ifPresentOrElse(
                    item -> changes.batch().put(entry.row, ItemFormat.write(item)), () -> changes.batch().delete(entry.row));
        }
        table.count(changes, (after.isPresent() ? 1 : 0) - (before.isPresent() ? 1 : 0), (long) size(after) - size(before));
    }
}
