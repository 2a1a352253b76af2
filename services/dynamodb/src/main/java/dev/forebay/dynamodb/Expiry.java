package dev.forebay.dynamodb;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Scan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Deletes items whose time to live is over: every ten seconds it looks at the next thousand items of each table that has
 * such a time, round and round. Used by one timer.
 */
final class Expiry {
    private static final long ROUND_MILLIS = 10_000;
    private static final int STEP = 1_000;
    /** AWS: what seems to have expired more than five years ago is left alone. */
    private static final long MAX_AGE_SECONDS = 5 * 365 * 24 * 60 * 60L;

    private final TableCatalog catalog;
    private final Items items;
    private final Clock clock;
    private final Timers timers;
    /** Where the next look at a table begins, by its incarnation. */
    private Map<Table, byte[]> cursors = new HashMap<>();
    private volatile boolean stopped;

    Expiry(TableCatalog catalog, Items items, Clock clock, Timers timers) {
        this.catalog = catalog;
        this.items = items;
        this.clock = clock;
        this.timers = timers;
    }

    void start() {
        timers.at(clock.millis() + ROUND_MILLIS, () -> {
            if (!stopped) {
                round();
                start();
            }
        });
    }

    void stop() {
        stopped = true;
    }

    private void round() {
        Map<Table, byte[]> next = new HashMap<>();
        for (Table table : catalog.all()) {
            table.record().expiry().ifPresent(attribute -> next.put(table, lookAt(table, attribute)));
        }
        cursors = next;
    }

    /** Returns where to begin the next time. */
    private byte[] lookAt(Table table, String attribute) {
        int partition = table.partition().number();
        byte[] start = Keys.of(partition, Tables.ITEM, table.incarnation());
        byte[] next = start;
        List<Item> expired = new ArrayList<>();
        try (Scan scan = table.partition().store().scan(
                cursors.getOrDefault(table, start), Keys.of(partition, Tables.ITEM, table.incarnation() + 1))) {
            for (int looked = 0; looked < STEP && scan.next(); looked++) {
                Item item = ItemFormat.read(scan.value());
                if (hasExpired(item, attribute)) {
                    expired.add(item);
                }
                next = looked == STEP - 1 ? KeyFormat.after(scan.key()) : start;
            }
        }
        expired.forEach(item -> delete(table, attribute, item));
        return next;
    }

    private boolean hasExpired(Item item, String attribute) {
        if (!(item.get(attribute).orElse(null) instanceof Value.Numeric(BigDecimal at))) {
            return false;
        }
        BigDecimal now = BigDecimal.valueOf(clock.millis() / 1_000);
        return at.compareTo(now) < 0 && at.compareTo(now.subtract(BigDecimal.valueOf(MAX_AGE_SECONDS))) > 0;
    }

    /** Deletes an item, unless it has got another time meanwhile. */
    private void delete(Table table, String attribute, Item item) {
        Item key = table.schema().keyOf(item);
        Condition unchanged = new Condition.Compare(
                new Operand.Stored(Path.of(attribute)), Comparison.EQ, new Operand.Given(item.get(attribute).orElseThrow()));
        try {
            items.write(new ItemWrite(table, key, unchanged, _ -> Optional.empty(), false, false));
        } catch (ConditionalCheckFailedException | ResourceNotFoundException changedMeanwhile) {
            // It lives on, or is gone already.
            return;
        }
    }
}
