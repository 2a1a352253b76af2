package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A write to one item, to be decided once the item's state is known.
 *
 * @param key       the key attributes
 * @param condition what must hold of the item before
 * @param edit      the item after, by the item before
 * @param showsItem whether a refusal shows the item as it is
 * @param grows     whether it may take more space than was taken before
 */
record ItemWrite(Table table, Item key, Condition condition, UnaryOperator<Optional<Item>> edit, boolean showsItem, boolean grows) {

    static ItemWrite put(Table table, Item item, Condition condition, boolean showsItem) {
        table.schema().checkItem(item);
        if (item.size() > Sizes.MAX_ITEM) {
            throw DynamoErrors.validation("Item size has exceeded the maximum allowed size");
        }
        return new ItemWrite(table, table.schema().keyOf(item), condition, _ -> Optional.of(item), showsItem, true);
    }

    static ItemWrite delete(Table table, Item key, Condition condition, boolean showsItem) {
        table.schema().checkKey(key);
        return new ItemWrite(table, key, condition, _ -> Optional.empty(), showsItem, false);
    }

    static ItemWrite update(Table table, Item key, Update update, Condition condition, boolean showsItem) {
        table.schema().checkKey(key);
        update.requireNoKey(table.schema());
        return new ItemWrite(table, key, condition, before -> Optional.of(updated(update, before.orElse(key))), showsItem, true);
    }

    private static Item updated(Update update, Item before) {
        Item after = update.apply(before);
        if (after.size() > Sizes.MAX_ITEM) {
            throw DynamoErrors.validation("Item size to update has exceeded the maximum allowed size");
        }
        return after;
    }

    /** Changes nothing, but stands in the way if the condition does not hold. */
    static ItemWrite check(Table table, Item key, Condition condition, boolean showsItem) {
        table.schema().checkKey(key);
        return new ItemWrite(table, key, condition, before -> before, showsItem, false);
    }

    byte[] row() {
        return KeyFormat.item(table, key);
    }

    /** What comes of it; nothing is changed yet. Within a decision. */
    ItemChange decide(Ledger.Rows rows) {
        table.requireAlive();
        byte[] row = row();
        Optional<Item> before = rows.get(row).map(ItemFormat::read);
        if (!condition.holds(before)) {
            throw DynamoErrors.conditionFailed(before.filter(_ -> showsItem));
        }
        Optional<Item> after = edit.apply(before);
        List<ItemChange.Entry> entries = new ArrayList<>();
        for (Index index : table.record().indexes()) {
            after.ifPresent(index::check);
            ItemChange.entries(table, index, before, after, entries);
        }
        return new ItemChange(table, row, before, after, List.copyOf(entries));
    }
}
