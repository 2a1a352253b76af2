package dev.forebay.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.access.Access;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.*;
import software.amazon.awssdk.services.dynamodb.model.Condition;

class DynamoDbAccessTest {
    private static final Caller CALLER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final String ARN = "arn:aws:dynamodb:us-east-1:000000000000:table/scores";

    private final InProcess dynamo = new InProcess();

    @BeforeEach
    void createTable() {
        dynamo.client(CALLER).createTable(table -> table.tableName("scores").billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("user", ScalarAttributeType.S), attribute("game", ScalarAttributeType.S),
                        attribute("points", ScalarAttributeType.N))
                .keySchema(key("user", KeyType.HASH), key("game", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder().indexName("byPoints").keySchema(key("points", KeyType.HASH))
                        .projection(shown -> shown.projectionType(ProjectionType.ALL)).build()));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    private List<Access> needs(String operation, SdkRequest request) {
        return dynamo.service().rules().of(CALLER, operation, request);
    }

    private Access need(String operation, SdkRequest request) {
        return needs(operation, request).getFirst();
    }

    private static Map<String, AttributeValue> item(String user) {
        return Map.of("user", AttributeValue.fromS(user), "game", AttributeValue.fromS("chess"));
    }

    @Test
    void whoReadsAnItemSaysItsHashKeyAndWhatItWantsOfIt() {
        GetItemRequest request = GetItemRequest.builder().tableName("scores").key(item("ann")).build();

        Access all = need("GetItem", request);
        assertThat(all.action()).isEqualTo("dynamodb:GetItem");
        assertThat(all.resource()).isEqualTo(ARN);
        assertThat(all.keys()).containsEntry("dynamodb:LeadingKeys", List.of("ann")).containsEntry("dynamodb:Select", List.of("ALL_ATTRIBUTES"));

        Access some = need("GetItem", request.toBuilder().projectionExpression("#w, scores.best[0]").expressionAttributeNames(Map.of("#w", "wins")).build());
        assertThat(some.keys()).containsEntry("dynamodb:Select", List.of("SPECIFIC_ATTRIBUTES"));
        assertThat(some.keys().get("dynamodb:Attributes")).containsExactlyInAnyOrder("user", "game", "wins", "scores");
    }

    @Test
    void whoWritesSaysAllAttributesThatItTouchesOrReads() {
        Access update = need("UpdateItem", UpdateItemRequest.builder().tableName(ARN).key(item("ann"))
                .updateExpression("SET wins = if_not_exists(wins, :z) + :one, best = list_append(history, :l) REMOVE losses")
                .conditionExpression("attribute_not_exists(banned) AND size(nick) < :n").returnValues("UPDATED_NEW")
                .expressionAttributeValues(Map.of(":z", AttributeValue.fromN("0"), ":one", AttributeValue.fromN("1"),
                        ":n", AttributeValue.fromN("9"), ":l", AttributeValue.fromL(List.of())))
                .build());

        assertThat(update.keys().get("dynamodb:Attributes"))
                .containsExactlyInAnyOrder("user", "game", "wins", "best", "history", "losses", "banned", "nick");
        assertThat(update.keys()).containsEntry("dynamodb:ReturnValues", List.of("UPDATED_NEW"));
        assertThat(need("PutItem", PutItemRequest.builder().tableName("scores").item(item("bob")).build()).keys())
                .containsEntry("dynamodb:LeadingKeys", List.of("bob")).containsEntry("dynamodb:ReturnValues", List.of("NONE"));
    }

    @Test
    void aQuerySaysTheHashKeyInEitherLanguage() {
        QueryRequest query = QueryRequest.builder().tableName("scores").keyConditionExpression("#u = :u AND begins_with(game, :g)")
                .expressionAttributeNames(Map.of("#u", "user"))
                .expressionAttributeValues(Map.of(":u", AttributeValue.fromS("ann"), ":g", AttributeValue.fromS("c"))).build();
        QueryRequest old = QueryRequest.builder().tableName("scores").keyConditions(Map.of("user", Condition.builder()
                .comparisonOperator(ComparisonOperator.EQ).attributeValueList(AttributeValue.fromS("ann")).build())).build();

        assertThat(need("Query", query).keys()).containsEntry("dynamodb:LeadingKeys", List.of("ann"));
        assertThat(need("Query", query).keys().get("dynamodb:Attributes")).containsExactlyInAnyOrder("user", "game");
        assertThat(need("Query", old).keys()).containsEntry("dynamodb:LeadingKeys", List.of("ann"));
    }

    @Test
    void aQueryOfAnIndexIsOnTheIndexAndItsHashKey() {
        Access access = need("Query", QueryRequest.builder().tableName("scores").indexName("byPoints").keyConditionExpression("points = :p")
                .expressionAttributeValues(Map.of(":p", AttributeValue.fromN("10.0"))).build());

        assertThat(access.resource()).isEqualTo(ARN + "/index/byPoints");
        assertThat(access.keys()).containsEntry("dynamodb:LeadingKeys", List.of("10"))
                .containsEntry("dynamodb:Select", List.of("ALL_PROJECTED_ATTRIBUTES"));
    }

    /** Strangers would learn from the refusal what the key is called. */
    @Test
    void aQueryThatDoesNotFitTheTableIsNotRefusedBeforeItIsKnownWhoAsks() {
        QueryRequest unfit = QueryRequest.builder().tableName(ARN).keyConditionExpression("nickname = :n")
                .expressionAttributeValues(Map.of(":n", AttributeValue.fromS("ann"))).build();

        assertThat(dynamo.service().rules().of(Caller.root(new AccountId("222222222222"), Region.DEFAULT), "Query", unfit))
                .singleElement().satisfies(access -> assertThat(access.keys()).doesNotContainKey("dynamodb:LeadingKeys"));
    }

    @Test
    void aScanHasNoHashKey() {
        assertThat(need("Scan", ScanRequest.builder().tableName("scores").select(Select.COUNT).build()).keys())
                .doesNotContainKey("dynamodb:LeadingKeys").containsEntry("dynamodb:Select", List.of("COUNT"));
    }

    @Test
    void aBatchNeedsItsActionOnEachTable() {
        assertThat(needs("BatchWriteItem", BatchWriteItemRequest.builder().requestItems(Map.of(
                "scores", List.of(put("ann"), put("bob")), "other", List.of(put("eve")))).build()))
                .extracting(Access::resource).containsExactlyInAnyOrder(ARN, ARN.replace("scores", "other"));

        Access get = need("BatchGetItem", BatchGetItemRequest.builder().requestItems(
                Map.of("scores", KeysAndAttributes.builder().keys(List.of(item("ann"), item("bob"))).build())).build());
        assertThat(get.action()).isEqualTo("dynamodb:BatchGetItem");
        assertThat(get.keys().get("dynamodb:LeadingKeys")).containsExactlyInAnyOrder("ann", "bob");
    }

    private static WriteRequest put(String user) {
        return WriteRequest.builder().putRequest(one -> one.item(item(user))).build();
    }

    @Test
    void aTransactionNeedsWhatItsPartsNeed() {
        List<Access> needs = needs("TransactWriteItems", TransactWriteItemsRequest.builder().transactItems(
                TransactWriteItem.builder().put(one -> one.tableName("scores").item(item("ann"))).build(),
                TransactWriteItem.builder().put(one -> one.tableName("scores").item(item("bob"))).build(),
                TransactWriteItem.builder().conditionCheck(one -> one.tableName("other").key(item("eve")).conditionExpression("attribute_exists(a)")).build(),
                TransactWriteItem.builder().update(one -> one.tableName("scores").key(item("eve")).updateExpression("REMOVE b")).build(),
                TransactWriteItem.builder().delete(one -> one.tableName("scores").key(item("dan"))).build()).build());

        assertThat(needs).extracting(Access::action).containsExactly(
                "dynamodb:PutItem", "dynamodb:ConditionCheckItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem");
        assertThat(needs).allSatisfy(one -> assertThat(one.keys()).containsEntry("dynamodb:EnclosingOperation", List.of("TransactWriteItems")));
        assertThat(needs.getFirst().keys()).containsEntry("dynamodb:LeadingKeys", List.of("ann", "bob"));
    }

    @Test
    void aTransactionThatSeesOneItemWholeSeesEverything() {
        TransactGetItem whole = TransactGetItem.builder().get(one -> one.tableName("scores").key(item("ann"))).build();
        TransactGetItem part = TransactGetItem.builder().get(one -> one.tableName("scores").key(item("bob")).projectionExpression("wins")).build();

        for (List<TransactGetItem> items : List.of(List.of(whole, part), List.of(part, whole), List.of(part, whole, part))) {
            assertThat(need("TransactGetItems", TransactGetItemsRequest.builder().transactItems(items).build()).keys())
                    .containsEntry("dynamodb:Select", List.of("ALL_ATTRIBUTES"));
        }
        assertThat(need("TransactGetItems", TransactGetItemsRequest.builder().transactItems(part).build()).keys())
                .containsEntry("dynamodb:Select", List.of("SPECIFIC_ATTRIBUTES"));
    }

    @Test
    void aTableOfAnotherAccountIsItsOwners() {
        String foreign = "arn:aws:dynamodb:us-east-1:222222222222:table/scores";

        assertThat(needs("DescribeTable", DescribeTableRequest.builder().tableName(foreign).build()))
                .containsExactly(Access.of("dynamodb:DescribeTable", foreign, new AccountId("222222222222")));
    }

    @Test
    void tagsAreConditionsAndOnTheWayNeedTheRightToTag() {
        Tag tag = Tag.builder().key("team").value("blue").build();
        assertThat(needs("CreateTable", CreateTableRequest.builder().tableName("new").tags(tag).build()))
                .extracting(Access::action).containsExactly("dynamodb:CreateTable", "dynamodb:TagResource");

        dynamo.client(CALLER).tagResource(one -> one.resourceArn(ARN).tags(tag));
        assertThat(need("DescribeTable", DescribeTableRequest.builder().tableName("scores").build()).keys())
                .isEqualTo(Map.of("aws:ResourceTag/team", List.of("blue")));
        assertThat(needs("ListTables", ListTablesRequest.builder().build()))
                .containsExactly(Access.of("dynamodb:ListTables", "arn:aws:dynamodb:us-east-1:000000000000:table/*", CALLER.account()));
    }
}
