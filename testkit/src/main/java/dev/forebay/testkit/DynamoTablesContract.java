package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/** Tables, their indexes and settings. */
public abstract class DynamoTablesContract extends DynamoContract {

    @Test
    void aTableIsThereOnceItIsCreated() {
        String name = newName("leases");
        TableDescription created = dynamo.createTable(r -> r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("leaseKey", "S"))
                .keySchema(key("leaseKey", KeyType.HASH)).deletionProtectionEnabled(true)).tableDescription();
        TableDescription described = describe(name);

        assertThat(created.tableStatus()).isEqualTo(TableStatus.CREATING);
        assertThat(described.tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(described.tableArn()).isEqualTo("arn:aws:dynamodb:eu-central-1:111111111111:table/" + name);
        assertThat(described.billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(described.keySchema()).containsExactly(key("leaseKey", KeyType.HASH));
        assertThat(described.deletionProtectionEnabled()).isTrue();
        assertThat(described.tableId()).isEqualTo(created.tableId()).isNotBlank();
    }

    @Test
    void aTableIsKnownByItsArn() {
        String name = table("id");

        assertThat(describe(describe(name).tableArn()).tableName()).isEqualTo(name);
    }

    @Test
    void whatAPersonWaitsForHappens() {
        String name = table("id");

        try (DynamoDbWaiter waiter = DynamoDbWaiter.builder().client(dynamo).build()) {
            assertThat(waiter.waitUntilTableExists(r -> r.tableName(name)).matched().response()).isPresent();
            dynamo.deleteTable(r -> r.tableName(name));
            assertThat(waiter.waitUntilTableNotExists(r -> r.tableName(name)).matched().exception()).isPresent();
        }
    }

    @Test
    void tablesOfOthersAreNotSeen() {
        String name = table("id");

        refusalOf(() -> client(BOB).describeTable(r -> r.tableName(name))).is(ResourceNotFoundException.class, "ResourceNotFoundException")
                .says("Requested resource not found: Table: " + name + " not found");
        refusalOf(() -> client(BOB).getItem(r -> r.tableName(name).key(item("id", "1")))).is(ResourceNotFoundException.class, "ResourceNotFoundException");
        assertThat(client(BOB).listTables().tableNames()).doesNotContain(name);
    }

    @Test
    void aNameIsTakenOnce() {
        String name = table("id");

        refusalOf(() -> dynamo.createTable(r -> r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.HASH))))
                .is(ResourceInUseException.class, "ResourceInUseException").says("Table already exists: " + name);
    }

    @Test
    void aTableMadeAgainIsEmpty() {
        String name = table("id");
        put(name, "id", "1");
        dynamo.deleteTable(r -> r.tableName(name));
        refusalOf(() -> put(name, "id", "2")).is(ResourceNotFoundException.class, "ResourceNotFoundException").says("Requested resource not found");
        dynamo.createTable(r -> r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.HASH)));

        assertThat(dynamo.scan(r -> r.tableName(name)).items()).isEmpty();
        assertThat(describe(name).itemCount()).isZero();
    }

    @Test
    void aProtectedTableIsNotDeleted() {
        String name = table("id");
        dynamo.updateTable(r -> r.tableName(name).deletionProtectionEnabled(true));
        assertInvalid(() -> dynamo.deleteTable(r -> r.tableName(name)), "protected against deletion");
        dynamo.updateTable(r -> r.tableName(name).deletionProtectionEnabled(false));

        assertThat(dynamo.deleteTable(r -> r.tableName(name)).tableDescription().tableStatus()).isEqualTo(TableStatus.DELETING);
    }

    @Test
    void tablesAreListedInPages() {
        String one = table("id");
        String two = table("id");

        assertThat(dynamo.listTables().tableNames()).contains(one, two).isSorted();
        assertThat(dynamo.listTablesPaginator(r -> r.limit(1)).tableNames()).contains(one, two);
        refusalOf(() -> dynamo.listTables(r -> r.limit(101)));
    }

    @Test
    void itemsAreCounted() {
        String name = table("id");
        put(name, "id", "1");
        put(name, "id", "2", "text", "x".repeat(100));
        put(name, "id", "2");

        assertThat(describe(name).itemCount()).isEqualTo(2);
        assertThat(describe(name).tableSizeBytes()).isEqualTo(6);
    }

    @Test
    void definitionsAreChecked() {
        assertInvalid(() -> create(r -> r.attributeDefinitions(attribute("x", "S")).keySchema(key("id", KeyType.HASH))), "Some index key attributes are not defined in AttributeDefinitions");
        assertInvalid(() -> create(r -> r.attributeDefinitions(attribute("id", "S"), attribute("x", "S"))
                .keySchema(key("id", KeyType.HASH))), "AttributeDefinitions");
        assertInvalid(() -> create(r -> r.attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.RANGE))),
                "The first KeySchemaElement is not a HASH key type");
        assertInvalid(() -> create(r -> r.billingMode(BillingMode.PROVISIONED).attributeDefinitions(attribute("id", "S"))
                .keySchema(key("id", KeyType.HASH))), "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        assertInvalid(() -> create(r -> r.provisionedThroughput(t -> t.readCapacityUnits(1L).writeCapacityUnits(1L))
                .attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.HASH))),
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST");
        refusalOf(() -> dynamo.createTable(r -> r.tableName("x"))).is("ValidationException");
    }

    private void create(Consumer<CreateTableRequest.Builder> more) {
        dynamo.createTable(r -> more.accept(r.tableName(newName("bad")).billingMode(BillingMode.PAY_PER_REQUEST)));
    }

    @Test
    void whatIsNotServedIsRefusedByName() {
        assertInvalid(() -> table(r -> r.attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.HASH))
                .streamSpecification(s -> s.streamEnabled(true).streamViewType("KEYS_ONLY"))), "StreamSpecification is not served here");
        String name = table("id");
        assertInvalid(() -> dynamo.updateContinuousBackups(r -> r.tableName(name).pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true))),
                "Point-in-time recovery is not served here");
        assertThat(dynamo.describeContinuousBackups(r -> r.tableName(name)).continuousBackupsDescription()
                .pointInTimeRecoveryDescription().pointInTimeRecoveryStatusAsString()).isEqualTo("DISABLED");
    }

    @Test
    void throughputIsWhatWasSetLast() {
        String name = newName("provisioned");
        dynamo.createTable(r -> r.tableName(name).provisionedThroughput(t -> t.readCapacityUnits(5L).writeCapacityUnits(6L))
                .attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.HASH)));
        assertThat(describe(name).provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
        assertThat(describe(name).billingModeSummary()).isNull();
        dynamo.updateTable(r -> r.tableName(name).provisionedThroughput(t -> t.readCapacityUnits(7L).writeCapacityUnits(8L)));
        assertThat(describe(name).provisionedThroughput().readCapacityUnits()).isEqualTo(7);
        dynamo.updateTable(r -> r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST));
        assertThat(describe(name).billingModeSummary().billingMode()).isEqualTo(BillingMode.PAY_PER_REQUEST);
        assertThat(describe(name).provisionedThroughput().readCapacityUnits()).isZero();
        assertInvalid(() -> dynamo.updateTable(r -> r.tableName(name)), "At least one of");
    }

    @Test
    void anIndexMadeLaterIsFilled() {
        String name = table("id");
        for (int i = 0; i < 250; i++) {
            put(name, "id", "" + i, "owner", "w" + i % 2, "other", "x");
        }
        put(name, "id", "none");
        GlobalSecondaryIndexDescription asked = addIndex(name).globalSecondaryIndexes().getFirst();
        assertThat(asked.indexStatus()).isEqualTo(IndexStatus.CREATING);
        assertThat(asked.backfilling()).isTrue();
        put(name, "id", "new", "owner", "w1");
        pass(Duration.ofSeconds(1));

        assertThat(describe(name).tableStatus()).isEqualTo(TableStatus.ACTIVE);
        assertThat(describe(name).globalSecondaryIndexes().getFirst().indexStatus()).isEqualTo(IndexStatus.ACTIVE);
        assertThat(ownedBy(name, "w0")).isEqualTo(125);
        assertThat(ownedBy(name, "w1")).isEqualTo(126);
        assertInvalid(() -> put(name, "id", "bad", "owner", 1), "Type mismatch for Index Key owner Expected: S Actual: N IndexName: byOwner");
    }

    @Test
    void anIndexIsMadeOnce() {
        String name = table("id");
        addIndex(name);
        refusalOf(() -> addIndex(name)).is(LimitExceededException.class, "LimitExceededException");
        pass(Duration.ofSeconds(1));
        assertInvalid(() -> addIndex(name), "already exists");
        dynamo.updateTable(r -> r.tableName(name).globalSecondaryIndexUpdates(
                GlobalSecondaryIndexUpdate.builder().delete(d -> d.indexName("byOwner")).build()));

        assertThat(describe(name).globalSecondaryIndexes()).isEmpty();
        assertInvalid(() -> ownedBy(name, "w0"), "The table does not have the specified index: byOwner");
        refusalOf(() -> dynamo.updateTable(r -> r.tableName(name).globalSecondaryIndexUpdates(
                GlobalSecondaryIndexUpdate.builder().delete(d -> d.indexName("byOwner")).build())))
                .is(ResourceNotFoundException.class, "ResourceNotFoundException");
    }

    private TableDescription addIndex(String name) {
        return dynamo.updateTable(r -> r.tableName(name)
                .attributeDefinitions(attribute("id", "S"), attribute("owner", "S"))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder().create(c -> c.indexName("byOwner")
                        .keySchema(key("owner", KeyType.HASH), key("id", KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))).build())).tableDescription();
    }

    private int ownedBy(String name, String owner) {
        return dynamo.query(r -> r.tableName(name).indexName("byOwner").keyConditionExpression("#o = :o")
                .expressionAttributeNames(java.util.Map.of("#o", "owner"))
                .expressionAttributeValues(item(":o", owner))).count();
    }

    @Test
    void tagsAreKept() {
        String name = newName("tagged");
        dynamo.createTable(r -> r.tableName(name).billingMode(BillingMode.PAY_PER_REQUEST).tags(tag("team", "blue"))
                .attributeDefinitions(attribute("id", "S")).keySchema(key("id", KeyType.HASH)));
        String arn = describe(name).tableArn();
        dynamo.tagResource(r -> r.resourceArn(arn).tags(tag("stage", "test"), tag("more", "")));
        dynamo.untagResource(r -> r.resourceArn(arn).tagKeys("team", "none"));

        assertThat(dynamo.listTagsOfResource(r -> r.resourceArn(arn)).tags().stream().map(Tag::key).toList()).isEqualTo(List.of("more", "stage"));
    }

    @Test
    void itemsGoWhenTheirTimeToLiveIsOver() {
        String name = table("id");
        dynamo.updateTimeToLive(r -> r.tableName(name).timeToLiveSpecification(t -> t.attributeName("until").enabled(true)));
        assertInvalid(() -> dynamo.updateTimeToLive(r -> r.tableName(name).timeToLiveSpecification(t -> t.attributeName("until").enabled(true))),
                "TimeToLive is already enabled");
        put(name, "id", "soon", "until", ManualClock.EPOCH / 1_000 + 30);
        put(name, "id", "later", "until", ManualClock.EPOCH / 1_000 + 3_000);
        put(name, "id", "never", "until", "a text");
        put(name, "id", "ancient", "until", 1);
        pass(Duration.ofSeconds(20));
        assertThat(get(name, "id", "soon")).isNotEmpty();
        pass(Duration.ofSeconds(60));

        assertThat(get(name, "id", "soon")).isEmpty();
        assertThat(dynamo.scan(r -> r.tableName(name)).count()).isEqualTo(3);
        assertThat(dynamo.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription().timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(describe(name).itemCount()).isEqualTo(3);
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private TableDescription describe(String name) {
        return dynamo.describeTable(r -> r.tableName(name)).table();
    }
}
