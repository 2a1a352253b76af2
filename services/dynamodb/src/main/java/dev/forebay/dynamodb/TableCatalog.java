package dev.forebay.dynamodb;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Finds tables by name: created, changed and deleted here, each durable before the call returns. Safe for any thread. */
final class TableCatalog {
    /** AWS: the tables of an account in a region. */
    private static final int MAX_TABLES = 2_500;

    private final Partitions partitions;
    private final List<Ledger> ledgers;
    private final Map<String, NavigableMap<String, Table>> byPlace = new ConcurrentHashMap<>();

    TableCatalog(Partitions partitions, Function<Partition, Ledger> ledgers) {
        this.partitions = partitions;
        this.ledgers = partitions.all().stream().map(ledgers).toList();
    }

    /** Reads all tables' records from the store. */
    void load() {
        for (Partition partition : partitions.all()) {
            byte[] from = Keys.of(partition.number(), Tables.CATALOG);
            byte[] to = Keys.of(partition.number(), (byte) (Tables.CATALOG + 1));
            try (Scan scan = partitions.store().scan(from, to)) {
                while (scan.next()) {
                    TableRecord record = TableRecord.read(scan.value());
                    add(new Table(id(Keys.rest(scan.key())), ledgers.get(partition.number()), record, counters(partition, record)));
                }
            }
        }
    }

    private Counters counters(Partition partition, TableRecord record) {
        return partitions.store().get(Keys.of(partition.number(), Tables.COUNTERS, record.incarnation()))
                .map(Counters::read).orElse(Counters.ZERO);
    }

    Optional<Table> find(TableId id) {
        Optional<Table> found = Optional.ofNullable(at(id.place()).get(id.name()));
        if (found.isEmpty()) {
            // Its deletion may have been decided and not be durable yet.
            ledger(id).partition().settle();
        }
        found.ifPresent(Table::settle);
        return found;
    }

    /** A table as it is in memory, durable or not. Remembers no places that others only ask for. */
    Optional<Table> peek(TableId id) {
        return Optional.ofNullable(byPlace.get(id.place())).map(tables -> tables.get(id.name()));
    }

    /** The tables of an account and region whose names come after one. */
    Collection<Table> list(String place, String after) {
        return at(place).tailMap(after, false).values();
    }

    List<Table> all() {
        return byPlace.values().stream().flatMap(tables -> tables.values().stream()).toList();
    }

    /** Where all tables of an account in a region are decided about. */
    Ledger ledger(TableId id) {
        return ledgers.get(partitions.of(id.place()).number());
    }

    Table create(TableId id, BiFunction<Partition, Changes, TableRecord> record) {
        partitions.store().requireSpace();
        Ledger ledger = ledger(id);
        return ledger.partition().decide(changes -> {
            if (at(id.place()).containsKey(id.name())) {
                changes.revealsEverything();
                throw DynamoErrors.tableExists(id.name());
            }
            if (at(id.place()).size() >= MAX_TABLES) {
                throw DynamoErrors.limitExceeded("Too many tables: Table count limit exceeded: " + MAX_TABLES);
            }
            Table table = new Table(id, ledger, record.apply(ledger.partition(), changes), Counters.ZERO);
            changes.batch().put(key(table), table.record().write());
            add(table);
            return table;
        });
    }

    /** Changes a table's record; {@code change} refuses by throwing before it has changed anything. */
    Table update(Table table, BiFunction<TableRecord, Changes, TableRecord> change) {
        partitions.store().requireSpace();
        return table.partition().decide(changes -> {
            changes.revealsEverything();
            table.requireAlive();
            change(table, change.apply(table.record(), changes), changes);
            return table;
        });
    }

    /** Changes a table's record. Within a decision. */
    void change(Table table, TableRecord changed, Changes changes) {
        changes.batch().put(key(table), changed.write());
        table.update(changed);
    }

    /** Deletes a table and everything in it. */
    void delete(Table table) {
        table.partition().decide(changes -> {
            changes.revealsEverything();
            table.requireAlive();
            if (table.record().billing().isProtected()) {
                throw DynamoErrors.validation(
                        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.");
            }
            changes.batch().delete(key(table)).delete(Keys.of(table.partition().number(), Tables.COUNTERS, table.incarnation()));
            erase(changes, table, Tables.ITEM, table.incarnation());
            table.record().indexes().forEach(index -> erase(changes, table, Tables.INDEX, index.incarnation()));
            table.delete();
            at(table.id().place()).remove(table.id().name());
            return table;
        });
    }

    /** Removes all rows of a table or an index. Within a decision. */
    static void erase(Changes changes, Table table, byte kind, long incarnation) {
        int partition = table.partition().number();
        changes.batch().deleteRange(Keys.of(partition, kind, incarnation), Keys.of(partition, kind, incarnation + 1));
    }

    private NavigableMap<String, Table> at(String place) {
        return byPlace.computeIfAbsent(place, _ -> new ConcurrentSkipListMap<>());
    }

    private void add(Table table) {
        at(table.id().place()).put(table.id().name(), table);
    }

    private static byte[] key(Table table) {
        byte[] rest = (table.id().place() + "/" + table.id().name()).getBytes(StandardCharsets.UTF_8);
        return Keys.of(table.partition().number(), Tables.CATALOG, rest);
    }

    private static TableId id(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 3);
        return new TableId(new AccountId(parts[0]), new Region(parts[1]), parts[2]);
    }
}
