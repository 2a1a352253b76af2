package dev.forebay.dynamodb;

import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Store;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB, as much of it as consumers of streams need, and a person with small tables: owns all tables of a store, and hands
 * out AWS's client interface bound to a caller. Safe for any thread.
 *
 * <p>The journey of a write: {@code DynamoDbOperations} (AWS's interface) → {@code ItemOperations} (checks, and what the request
 * becomes) → {@code ItemWrite} → {@code Ledger} (the item's state, without reading under the lock) → {@code ItemChange} (what is
 * decided) → the store's commit.
 */
public final class DynamoDbService implements AutoCloseable {
    private final TableCatalog catalog;
    private final Items items;
    private final Transactions transactions;
    private final IndexBuilder indexBuilder;
    private final Expiry expiry;
    private final Clock clock;
    private final Store store;
    private final DynamoDbAccess rules;

    private DynamoDbService(Partitions partitions, Clock clock, Timers timers, Function<Partition, Ledger> ledgers) {
        this.clock = clock;
        store = partitions.store();
        catalog = new TableCatalog(partitions, ledgers);
        rules = new DynamoDbAccess(catalog);
        items = new Items(store);
        transactions = new Transactions(store, clock);
        indexBuilder = new IndexBuilder(catalog, timers);
        expiry = new Expiry(catalog, items, clock, timers);
    }

    /** Opens what a store holds, and goes on with what was under way. */
    public static DynamoDbService open(Partitions partitions, Clock clock, Timers timers) {
        return open(partitions, clock, timers, Ledger::new);
    }

    static DynamoDbService open(Partitions partitions, Clock clock, Timers timers, Function<Partition, Ledger> ledgers) {
        DynamoDbService service = new DynamoDbService(partitions, clock, timers, ledgers);
        service.catalog.load();
        service.indexBuilder.recover();
        service.expiry.start();
        return service;
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public DynamoDbClient client(Caller caller) {
        return new DynamoDbOperations(this, caller);
    }

    /** What each operation needs, for whoever decides. */
    public RuleTable rules() {
        return rules;
    }

    /** The table that a name or an ARN names to a caller. */
    Table table(Caller caller, String nameOrArn) {
        return catalog.find(TableId.of(caller, nameOrArn)).orElseThrow(DynamoErrors::resourceNotFound);
    }

    /** The same, for operations on tables, whose refusals name it. */
    Table namedTable(Caller caller, String nameOrArn) {
        TableId id = TableId.of(caller, nameOrArn);
        return catalog.find(id).orElseThrow(() -> DynamoErrors.tableNotFound(id.name()));
    }

    TableCatalog catalog() {
        return catalog;
    }

    Items items() {
        return items;
    }

    Transactions transactions() {
        return transactions;
    }

    IndexBuilder indexBuilder() {
        return indexBuilder;
    }

    Store store() {
        return store;
    }

    Clock clock() {
        return clock;
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {
        indexBuilder.stop();
        expiry.stop();
    }
}
