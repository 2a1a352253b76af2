package dev.forebay.dynamodb;

import dev.forebay.store.Store;
import java.util.List;
import java.util.Optional;

/** Reads and writes items: what is read is durable, and a write is durable when the call returns. */
final class Items {
    private final Store store;

    Items(Store store) {
        this.store = store;
    }

    Optional<Item> read(Table table, Item key) {
        return store.get(KeyFormat.item(table, key)).map(ItemFormat::read);
    }

    /** Several items as they are at one moment, in the order of keys. All lie in one partition. */
    List<Optional<Item>> readTogether(Ledger ledger, List<byte[]> rows) {
        return ledger.decide(rows, (state, _) -> rows.stream().map(row -> state.get(row).map(ItemFormat::read)).toList());
    }

    ItemChange write(ItemWrite write) {
        return write(write.table().ledger(), List.of(write)).getFirst();
    }

    /** Makes writes to different items of one partition, all or none. */
    List<ItemChange> write(Ledger ledger, List<ItemWrite> writes) {
        if (writes.stream().anyMatch(ItemWrite::grows)) {
            store.requireSpace();
        }
        return ledger.decide(writes.stream().map(ItemWrite::row).toList(), (rows, changes) -> {
            List<ItemChange> all = writes.stream().map(one -> one.decide(rows)).toList();
            all.forEach(one -> one.record(rows, changes));
            return all;
        });
    }
}
