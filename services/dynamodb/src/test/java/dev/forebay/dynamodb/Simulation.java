package dev.forebay.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.StepStore;
import dev.forebay.testkit.CrashingStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Drives a table with an index at random, crashing at any commit, beside a plain reference. All of it follows from the
 * seed: a failure is repeated by running its seed again.
 *
 * <p>What must hold: every item is as the last write that was acknowledged left it, or as one that was under way when it
 * crashed; all writes of a transaction are there, or none; the index shows exactly what it should; the counts are exact.
 */
final class Simulation {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final int IDS = 12;
    private static final String TABLE = "leases";

    private final long seed;
    private final Random random;
    private final ManualClock clock = new ManualClock();
    private final List<String> journal = new ArrayList<>();
    /** What each item is: its version and its owner. */
    private final Map<String, Lease> leases = new TreeMap<>();
    private final long ledgerBytes;

    private StepStore durable = new StepStore();
    private CrashingStore store;
    private ManualTimers timers;
    private DynamoDbService service;
    private DynamoDbClient dynamo;

    /** What an item holds. */
    private record Lease(int version, String owner) {}

    Simulation(long seed) {
        this.seed = seed;
        random = new Random(seed);
        ledgerBytes = random.nextBoolean() ? 0 : random.nextInt(4_000);
    }

    void run(int steps) {
        try {
            open();
            dynamo.createTable(r -> r.tableName(TABLE).billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(a("id")).keySchema(k("id", KeyType.HASH)));
            for (int i = 0; i < steps; i++) {
                step();
            }
            store.crashAfter(Integer.MAX_VALUE);
            timers.run(10_000);
            check();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n"
                    + journal.stream().skip(Math.max(0, journal.size() - 30)).collect(Collectors.joining("\n")), e);
        }
    }

    private static AttributeDefinition a(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType("S").build();
    }

    private static KeySchemaElement k(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private void open() {
        store = new CrashingStore(durable);
        timers = new ManualTimers(clock);
        service = DynamoDbService.open(Partitions.open(store), clock, timers, partition -> new Ledger(partition, ledgerBytes));
        dynamo = service.client(CALLER);
    }

    private void step() {
        if (random.nextInt(20) == 0) {
            store.crashAfter(random.nextInt(4));
        }
        int dice = random.nextInt(100);
        String id = "id" + random.nextInt(IDS);
        Map<String, Lease> maybe = new TreeMap<>();
        Set<String> gone = new HashSet<>();
        try {
            if (dice < 30) {
                increment(id, maybe);
            } else if (dice < 45) {
                take(id, maybe);
            } else if (dice < 55) {
                delete(id, gone);
            } else if (dice < 75) {
                transact(maybe);
            } else if (dice < 80) {
                changeIndex();
            } else if (dice < 95) {
                timers.run(random.nextInt(3));
            } else {
                check();
            }
            leases.putAll(maybe);
            leases.keySet().removeAll(gone);
        } catch (CrashingStore.Crash crash) {
            recover(maybe, gone);
        }
    }

    /** A condition that holds and one that does not: what a lease's renewal is made of. */
    private void increment(String id, Map<String, Lease> maybe) {
        Lease before = leases.get(id);
        int expected = before == null ? 0 : before.version + (random.nextInt(4) == 0 ? 1 : 0);
        boolean holds = before != null && expected == before.version;
        note("increment " + id + " from " + expected);
        if (holds) {
            maybe.put(id, new Lease(expected + 1, before.owner));
        }
        try {
            dynamo.updateItem(r -> r.tableName(TABLE).key(Map.of("id", s(id))).updateExpression("SET version = version + :one")
                    .conditionExpression("version = :expected").expressionAttributeValues(Map.of(":one", n(1), ":expected", n(expected))));
            assertThat(holds).as("increment of %s from %d", id, expected).isTrue();
        } catch (ConditionalCheckFailedException failed) {
            assertThat(holds).as("increment of %s from %d", id, expected).isFalse();
        }
    }

    private void take(String id, Map<String, Lease> maybe) {
        Lease before = leases.get(id);
        Lease after = new Lease(before == null ? 1 : before.version + 1, "w" + random.nextInt(3));
        note("take " + id + " by " + after);
        maybe.put(id, after);
        dynamo.putItem(r -> r.tableName(TABLE).item(item(id, after)));
    }

    private void delete(String id, Set<String> gone) {
        note("delete " + id);
        gone.add(id);
        dynamo.deleteItem(r -> r.tableName(TABLE).key(Map.of("id", s(id))));
    }

    /** Moves a version from one item to others, if all are as they are believed to be. */
    private void transact(Map<String, Lease> maybe) {
        boolean holds = random.nextInt(4) > 0;
        List<TransactWriteItem> writes = new ArrayList<>();
        for (int i = 0; i < IDS; i += 1 + random.nextInt(4)) {
            String id = "id" + i;
            Lease before = leases.get(id);
            Lease after = new Lease(before == null ? 1 : before.version + 1, "w" + random.nextInt(3));
            maybe.put(id, after);
            writes.add(TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(item(id, after))
                    .conditionExpression(before == null ? "attribute_not_exists(id)" : "version = :v")
                    .expressionAttributeValues(before == null ? null : Map.of(":v", n(before.version)))).build());
        }
        if (!holds) {
            writes.add(TransactWriteItem.builder().conditionCheck(c -> c.tableName(TABLE).key(Map.of("id", s("nobody")))
                    .conditionExpression("attribute_exists(id)")).build());
        }
        note("transact " + maybe + (holds ? "" : " in vain"));
        Map<String, Lease> all = new TreeMap<>(maybe);
        if (!holds) {
            maybe.clear();
        }
        try {
            dynamo.transactWriteItems(r -> r.transactItems(writes));
            assertThat(holds).as("transaction %s", all).isTrue();
        } catch (TransactionCanceledException canceled) {
            assertThat(holds).as("transaction %s", all).isFalse();
        }
    }

    private void changeIndex() {
        boolean has = dynamo.describeTable(r -> r.tableName(TABLE)).table().hasGlobalSecondaryIndexes();
        note(has ? "delete the index" : "make the index");
        if (has) {
            dynamo.updateTable(r -> r.tableName(TABLE).globalSecondaryIndexUpdates(update().delete(d -> d.indexName("byOwner")).build()));
        } else {
            dynamo.updateTable(r -> r.tableName(TABLE).attributeDefinitions(a("owner")).globalSecondaryIndexUpdates(update().create(c -> c
                    .indexName("byOwner").keySchema(k("owner", KeyType.HASH)).projection(p -> p.projectionType(ProjectionType.ALL))).build()));
        }
    }

    private static GlobalSecondaryIndexUpdate.Builder update() {
        return GlobalSecondaryIndexUpdate.builder();
    }

    /** What was under way is done as a whole or not at all. */
    private void recover(Map<String, Lease> maybe, Set<String> gone) {
        durable = durable.crash(random.nextInt(durable.pending() + 1));
        note("crash");
        open();
        Map<String, Lease> done = new TreeMap<>(leases);
        done.putAll(maybe);
        done.keySet().removeAll(gone);
        Map<String, Lease> found = read();
        assertThat(found).isIn(leases, done);
        leases.clear();
        leases.putAll(found);
    }

    private void check() {
        note("check");
        assertThat(read()).isEqualTo(leases);
        var table = dynamo.describeTable(r -> r.tableName(TABLE)).table();
        assertThat(table.itemCount()).isEqualTo(leases.size());
        if (!table.hasGlobalSecondaryIndexes() || !table.globalSecondaryIndexes().getFirst().indexStatusAsString().equals("ACTIVE")) {
            return;
        }
        Map<String, Lease> shown = new TreeMap<>();
        for (int owner = 0; owner < 3; owner++) {
            String name = "w" + owner;
            dynamo.query(r -> r.tableName(TABLE).indexName("byOwner").keyConditionExpression("#o = :o")
                            .expressionAttributeNames(Map.of("#o", "owner")).expressionAttributeValues(Map.of(":o", s(name))))
                    .items().forEach(item -> assertThat(shown.put(item.get("id").s(), lease(item))).isNull());
        }
        assertThat(shown).isEqualTo(leases);
    }

    private Map<String, Lease> read() {
        Map<String, Lease> found = new TreeMap<>();
        dynamo.scan(r -> r.tableName(TABLE).consistentRead(true)).items().forEach(item -> found.put(item.get("id").s(), lease(item)));
        return found;
    }

    private static Lease lease(Map<String, AttributeValue> item) {
        return new Lease(Integer.parseInt(item.get("version").n()), item.get("owner").s());
    }

    private static Map<String, AttributeValue> item(String id, Lease lease) {
        return Map.of("id", s(id), "version", n(lease.version), "owner", s(lease.owner));
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    private void note(String what) {
        journal.add(what);
    }
}
