package dev.forebay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** What the Kinesis Client Library does to its lease table, call by call, as it was seen to do it. */
public abstract class DynamoLeasesContract extends DynamoContract {
    private static final String SHARD = "shardId-000000000000";
    private static final String INDEX = "LeaseOwnerToLeaseKeyIndex";

    private String table;

    @BeforeEach
    void createTheLeaseTable() {
        table = newName("application");
        refusalOf(() -> dynamo.describeTable(r -> r.tableName(table))).is("ResourceNotFoundException");
        dynamo.createTable(r -> r.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST).deletionProtectionEnabled(false)
                .attributeDefinitions(attribute("leaseKey", "S")).keySchema(key("leaseKey", KeyType.HASH)));
        assertThat(describe().tableStatus()).isEqualTo(TableStatus.ACTIVE);
    }

    @Test
    void theIndexByOwnerIsMadeAndAsked() {
        createLease(SHARD);
        createLease("shardId-000000000001");
        dynamo.updateTable(r -> r.tableName(table)
                .attributeDefinitions(attribute("leaseOwner", "S"), attribute("leaseKey", "S"))
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder().create(c -> c.indexName(INDEX)
                        .keySchema(key("leaseOwner", KeyType.HASH), key("leaseKey", KeyType.RANGE))
                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))).build()));
        pass(Duration.ofSeconds(1));
        assertThat(describe().globalSecondaryIndexes().getFirst().indexStatus()).isEqualTo(IndexStatus.ACTIVE);
        assertThat(ownedBy("worker-1")).isEmpty();
        take(SHARD, null, 0, "worker-1");
        take("shardId-000000000001", null, 0, "worker-1");
        assertThat(ownedBy("worker-1")).containsExactly(SHARD, "shardId-000000000001");
        take(SHARD, "worker-1", 1, "worker-2");

        assertThat(ownedBy("worker-1")).containsExactly("shardId-000000000001");
        assertThat(ownedBy("worker-2")).containsExactly(SHARD);
    }

    private List<String> ownedBy(String owner) {
        return dynamo.queryPaginator(r -> r.tableName(table).indexName(INDEX).limit(1).keyConditionExpression("leaseOwner = :leaseOwner")
                        .expressionAttributeValues(item(":leaseOwner", owner)))
                .items().stream().map(one -> one.get("leaseKey").s()).toList();
    }

    @Test
    void aLeaseIsCreatedOnce() {
        assertThat(dynamo.scan(r -> r.tableName(table).limit(1)).items()).isEmpty();
        createLease(SHARD);

        refusalOf(() -> createLease(SHARD)).is(ConditionalCheckFailedException.class, "ConditionalCheckFailedException");
        assertThat(dynamo.scan(r -> r.tableName(table)).items()).hasSize(1);
    }

    @Test
    void aLeaseIsTakenRenewedCheckpointedAndLost() {
        createLease(SHARD);
        take(SHARD, null, 0, "worker-1");
        renew(1, "worker-1");
        Map<String, AttributeValue> after = checkpoint("49590338271490256608559692538361571095921575989136588898");
        assertThat(after).containsEntry("leaseCounter", n(3)).containsEntry("checkpointSubSequenceNumber", n(0)).containsEntry("leaseOwner", s("worker-1"))
                .doesNotContainKey("pendingCheckpoint");
        take(SHARD, "worker-1", 3, "worker-2");

        ConditionalCheckFailedException lost = (ConditionalCheckFailedException) refusalOf(() -> renew(3, "worker-1"))
                .is(ConditionalCheckFailedException.class, "ConditionalCheckFailedException").thrown();
        assertThat(lost.item()).containsEntry("leaseOwner", s("worker-2")).containsEntry("leaseCounter", n(4))
                .containsEntry("ownerSwitchesSinceCheckpoint", n(1));
    }

    @Test
    void aLeaseIsEvictedAndDeleted() {
        createLease(SHARD);
        take(SHARD, null, 0, "worker-1");
        dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", SHARD))
                .attributeUpdates(Map.of("leaseOwner", AttributeValueUpdate.builder().action(AttributeAction.DELETE).build(), "leaseCounter", add(1)))
                .expected(Map.of("leaseOwner", is(s("worker-1")), "leaseCounter", is(n(1)))));
        assertThat(get(table, "leaseKey", SHARD)).containsEntry("leaseCounter", n(2)).doesNotContainKey("leaseOwner");
        dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", SHARD)).attributeUpdates(Map.of("childShardIds",
                        put(AttributeValue.builder().ss("shardId-000000000001", "shardId-000000000002").build())))
                .expected(Map.of("leaseKey", is(s(SHARD)))));
        refusalOf(() -> dynamo.deleteItem(r -> r.tableName(table).key(item("leaseKey", SHARD)).expected(Map.of("leaseOwner", is(s("worker-1"))))))
                .is("ConditionalCheckFailedException");
        dynamo.deleteItem(r -> r.tableName(table).key(item("leaseKey", SHARD)).expected(Map.of("leaseOwner", absent())));

        assertThat(get(table, "leaseKey", SHARD)).isEmpty();
    }

    @Test
    void theLeaderIsWhoHoldsTheLock() {
        dynamo.putItem(r -> r.tableName(table).item(item("leaseKey", "Leader", "ownerName", "worker-1", "recordVersionNumber", "a", "leaseDuration", "30000"))
                .conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", "leaseKey")));
        refusalOf(() -> dynamo.putItem(r -> r.tableName(table).item(item("leaseKey", "Leader", "ownerName", "worker-2"))
                .conditionExpression("attribute_not_exists(#pk)").expressionAttributeNames(Map.of("#pk", "leaseKey"))))
                .is("ConditionalCheckFailedException");
        beat("worker-1", "a", "b");
        refusalOf(() -> beat("worker-1", "a", "c")).is("ConditionalCheckFailedException");
        refusalOf(() -> beat("worker-2", "b", "c")).is("ConditionalCheckFailedException");
        dynamo.deleteItem(r -> r.tableName(table).key(item("leaseKey", "Leader"))
                .conditionExpression("attribute_exists(#pk) AND #rvn = :rvn AND #on = :on")
                .expressionAttributeNames(Map.of("#pk", "leaseKey", "#rvn", "recordVersionNumber", "#on", "ownerName"))
                .expressionAttributeValues(item(":rvn", "b", ":on", "worker-1")));

        assertThat(dynamo.getItem(r -> r.tableName(table).key(item("leaseKey", "Leader"))).item()).isEmpty();
    }

    private void beat(String owner, String from, String to) {
        dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", "Leader")).updateExpression("SET #ld = :ld, #rvn = :newRvn")
                .conditionExpression("attribute_exists(#pk) AND #rvn = :rvn AND #on = :on")
                .expressionAttributeNames(Map.of("#pk", "leaseKey", "#ld", "leaseDuration", "#rvn", "recordVersionNumber", "#on", "ownerName"))
                .expressionAttributeValues(item(":ld", "30000", ":newRvn", to, ":rvn", from, ":on", owner)));
    }

    @Test
    void workersTellHowMuchTheyDo() {
        Map<String, AttributeValue> after = dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", "worker-1"))
                .updateExpression("SET #AMZN_MAPPED_lut = :AMZN_MAPPED_lut, #AMZN_MAPPED_sts = :AMZN_MAPPED_sts")
                .expressionAttributeNames(Map.of("#AMZN_MAPPED_lut", "lut", "#AMZN_MAPPED_sts", "sts"))
                .expressionAttributeValues(item(":AMZN_MAPPED_lut", 1_700_000_000L, ":AMZN_MAPPED_sts", map("CPU", list(n(1), n(2)))))
                .returnValues(ReturnValue.ALL_NEW)).attributes();

        assertThat(after).isEqualTo(item("leaseKey", "worker-1", "lut", 1_700_000_000L, "sts", map("CPU", list(n(1), n(2)))));
        assertThat(dynamo.scanPaginator(r -> r.tableName(table).segment(0).totalSegments(1).limit(1)).items().stream().toList()).hasSize(1);
    }

    @Test
    void aMigrationIsOneTransaction() {
        dynamo.putItem(r -> r.tableName(table).item(item("leaseKey", "Migration3.0", "cv", "CLIENT_VERSION_2X")));
        dynamo.transactWriteItems(r -> r.transactItems(
                TransactWriteItem.builder().update(u -> u.tableName(table).key(item("leaseKey", "Migration3.0")).updateExpression("SET cv = :to")
                        .conditionExpression("cv = :from").expressionAttributeValues(item(":to", "CLIENT_VERSION_3X", ":from", "CLIENT_VERSION_2X"))).build(),
                TransactWriteItem.builder().put(p -> p.tableName(table).item(item("leaseKey", "Moved", "entityType", "LEADER"))
                        .conditionExpression("attribute_not_exists(leaseKey)")).build()));

        assertThat(get(table, "leaseKey", "Migration3.0")).containsEntry("cv", s("CLIENT_VERSION_3X"));
        assertThat(get(table, "leaseKey", "Moved")).isNotEmpty();
    }

    private void createLease(String lease) {
        dynamo.putItem(r -> r.tableName(table).item(item("leaseKey", lease, "leaseCounter", 0, "checkpoint", "TRIM_HORIZON",
                        "checkpointSubSequenceNumber", 0, "ownerSwitchesSinceCheckpoint", 0, "startingHashKey", "0",
                        "endingHashKey", "340282366920938463463374607431768211455"))
                .expected(Map.of("leaseKey", absent())));
    }

    private void take(String lease, String from, long counter, String to) {
        dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", lease))
                .attributeUpdates(from == null
                        ? Map.of("leaseOwner", put(s(to)), "leaseCounter", add(1))
                        : Map.of("leaseOwner", put(s(to)), "leaseCounter", add(1), "ownerSwitchesSinceCheckpoint", add(1)))
                .expected(Map.of("leaseOwner", from == null ? absent() : is(s(from)), "leaseCounter", is(n(counter))))
                .returnValues(ReturnValue.ALL_NEW));
    }

    private void renew(long counter, String owner) {
        dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", SHARD)).attributeUpdates(Map.of("leaseCounter", put(n(counter + 1))))
                .expected(Map.of("leaseCounter", is(n(counter)), "leaseOwner", is(s(owner))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private Map<String, AttributeValue> checkpoint(String sequence) {
        return dynamo.updateItem(r -> r.tableName(table).key(item("leaseKey", SHARD)).attributeUpdates(Map.of(
                        "leaseCounter", put(n(3)), "checkpoint", put(s(sequence)), "checkpointSubSequenceNumber", put(n(0)),
                        "ownerSwitchesSinceCheckpoint", put(n(0)), "throughputKBps", put(AttributeValue.fromN("12.5")),
                        "pendingCheckpoint", AttributeValueUpdate.builder().action(AttributeAction.DELETE).build(),
                        "pendingCheckpointSubSequenceNumber", AttributeValueUpdate.builder().action(AttributeAction.DELETE).build(),
                        "pendingCheckpointState", AttributeValueUpdate.builder().action(AttributeAction.DELETE).build()))
                .expected(Map.of("leaseCounter", is(n(2)), "leaseOwner", is(s("worker-1"))))
                .returnValues(ReturnValue.ALL_NEW)).attributes();
    }

    private static AttributeValueUpdate put(AttributeValue value) {
        return AttributeValueUpdate.builder().action(AttributeAction.PUT).value(value).build();
    }

    private static AttributeValueUpdate add(long number) {
        return AttributeValueUpdate.builder().action(AttributeAction.ADD).value(n(number)).build();
    }

    private static ExpectedAttributeValue is(AttributeValue value) {
        return ExpectedAttributeValue.builder().value(value).exists(true).build();
    }

    private static ExpectedAttributeValue absent() {
        return ExpectedAttributeValue.builder().exists(false).build();
    }

    private TableDescription describe() {
        return dynamo.describeTable(r -> r.tableName(table)).table();
    }
}
