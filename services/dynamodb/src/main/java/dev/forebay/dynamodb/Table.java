package dev.forebay.dynamodb;

import dev.forebay.access.ResourceTags;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import java.util.List;
import java.util.Map;

/** A table: what is known of it in memory. Changed under its partition's lock; read by any thread. */
final class Table {
    private final TableId id;
    private final Ledger ledger;
    private final ResourceTags tags = new ResourceTags();
    private volatile TableRecord record;
    private volatile Counters counters;
    private volatile boolean deleted;
    private volatile TableRecord settled;

    Table(TableId id, Ledger ledger, TableRecord record, Counters counters) {
        this.id = id;
        this.ledger = ledger;
        this.record = record;
        this.counters = counters;
    }

    TableId id() {
        return id;
    }

    Ledger ledger() {
        return ledger;
    }

    Partition partition() {
        return ledger.partition();
    }

    TableRecord record() {
        return record;
    }

    long incarnation() {
        return record.incarnation();
    }

    /** The tags as policies ask for them. */
    Map<String, List<String>> tagKeys() {
        return tags.of(record.tags());
    }

    KeySchema schema() {
        return record.schema();
    }

    Counters counters() {
        return counters;
    }

    /** An index that queries can use. */
    Index index(String name) {
        Index index = record.index(name)
                .orElseThrow(() -> DynamoErrors.validation("The table does not have the specified index: " + name));
        if (!index.isActive()) {
            throw DynamoErrors.validation("Cannot read from backfilling global secondary index: " + name);
        }
        return index;
    }

    /** Within a decision. */
    void requireAlive() {
        if (deleted) {
            throw DynamoErrors.resourceNotFound();
        }
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Within a decision. */
    void update(TableRecord changed) {
        record = changed;
    }

    /** Within a decision. */
    void delete() {
        deleted = true;
    }

    /** Within a decision. */
    void count(Changes changes, long items, long bytes) {
        counters = counters.plus(items, bytes);
        changes.batch().putLatest(Keys.of(partition().number(), Tables.COUNTERS, incarnation()), counters.write());
    }

    /** Returns when what is known of the table is durable: before any of it is shown. */
    void settle() {
        TableRecord shown = record;
        if (settled != shown) {
            partition().settle();
            settled = shown;
        }
    }
}
