package dev.forebay.dynamodb;

import static dev.forebay.testkit.Judge.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.testkit.Judge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The policies that people write for items of tables, with the decision that they get. */
class ItemPoliciesDecideTest {
    private static final Caller OWNER = Caller.root(AccountId.DEFAULT, Region.DEFAULT);
    private static final Caller ANN = Judge.user("000000000000", "ann");
    private static final String TABLE = "arn:aws:dynamodb:us-east-1:000000000000:table/scores";
    /** Everybody its own items. */
    private static final String OWN_ITEMS = policy("{'Effect':'Allow','Action':'dynamodb:*','Resource':'" + TABLE
            + "','Condition':{'ForAllValues:StringEquals':{'dynamodb:LeadingKeys':['${aws:username}']},'Null':{'dynamodb:LeadingKeys':'false'}}}");
    /** Some attributes, by name. */
    private static final String SOME_ATTRIBUTES = policy("{'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:UpdateItem','dynamodb:Query'],"
            + "'Resource':['" + TABLE + "','" + TABLE + "/index/*'],'Condition':{'ForAllValues:StringEquals':{'dynamodb:Attributes':['user','wins']},"
            + "'StringEqualsIfExists':{'dynamodb:Select':'SPECIFIC_ATTRIBUTES','dynamodb:ReturnValues':['NONE','UPDATED_OLD','UPDATED_NEW']}}}");

    private final InProcess dynamo = new InProcess();
    private final Judge judge = new Judge(dynamo.service().rules());

    @BeforeEach
    void createTable() {
        dynamo.client(OWNER).createTable(table -> table.tableName("scores").billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder().attributeName("user").attributeType(ScalarAttributeType.S).build())
                .keySchema(KeySchemaElement.builder().attributeName("user").keyType(KeyType.HASH).build()));
    }

    @AfterEach
    void close() {
        dynamo.close();
    }

    private static Map<String, AttributeValue> key(String user) {
        return Map.of("user", AttributeValue.fromS(user));
    }

    private static GetItemRequest get(String user) {
        return GetItemRequest.builder().tableName("scores").key(key(user)).build();
    }

    private static QueryRequest query(String user) {
        return QueryRequest.builder().tableName("scores").keyConditionExpression("#u = :u").expressionAttributeNames(Map.of("#u", "user"))
                .expressionAttributeValues(Map.of(":u", AttributeValue.fromS(user))).build();
    }

    private static TransactWriteItem put(String user) {
        return TransactWriteItem.builder().put(one -> one.tableName("scores").item(key(user))).build();
    }

    @Test
    void everybodyMayItsOwnItems() {
        judge.give(ANN, OWN_ITEMS);

        assertThat(judge.may(ANN, "GetItem", get("ann"))).isTrue();
        assertThat(judge.may(ANN, "GetItem", get("bob"))).isFalse();
        assertThat(judge.may(ANN, "PutItem", PutItemRequest.builder().tableName(TABLE).item(key("bob")).build())).isFalse();
        assertThat(judge.may(ANN, "Query", query("ann"))).isTrue();
        assertThat(judge.may(ANN, "Query", query("bob"))).isFalse();
        assertThat(judge.may(ANN, "Scan", ScanRequest.builder().tableName("scores").build())).isFalse();
    }

    @Test
    void oneForeignItemAmongManySpoilsAllOfThem() {
        judge.give(ANN, OWN_ITEMS);

        assertThat(judge.may(ANN, "BatchGetItem", BatchGetItemRequest.builder().requestItems(
                Map.of("scores", KeysAndAttributes.builder().keys(List.of(key("ann"), key("bob"))).build())).build())).isFalse();
        assertThat(judge.may(ANN, "TransactWriteItems", TransactWriteItemsRequest.builder().transactItems(put("ann")).build())).isTrue();
        assertThat(judge.may(ANN, "TransactWriteItems", TransactWriteItemsRequest.builder().transactItems(put("ann"), put("bob")).build())).isFalse();
    }

    @Test
    void whoMaySomeAttributesHasToNameThem() {
        judge.give(ANN, SOME_ATTRIBUTES);
        GetItemRequest some = get("bob").toBuilder().projectionExpression("wins").build();

        assertThat(judge.may(ANN, "GetItem", some)).isTrue();
        assertThat(judge.may(ANN, "GetItem", get("bob"))).as("everything").isFalse();
        assertThat(judge.may(ANN, "GetItem", some.toBuilder().projectionExpression("wins, losses").build())).isFalse();
        assertThat(judge.may(ANN, "GetItem", some.toBuilder().projectionExpression("#x").expressionAttributeNames(Map.of("#x", "losses")).build())).isFalse();
    }

    @Test
    void anUpdateMustNotTakeOutWhatMayNotBeSeen() {
        judge.give(ANN, SOME_ATTRIBUTES);
        UpdateItemRequest update = UpdateItemRequest.builder().tableName("scores").key(key("bob")).updateExpression("SET wins = :w")
                .expressionAttributeValues(Map.of(":w", AttributeValue.fromN("1"))).build();

        assertThat(judge.may(ANN, "UpdateItem", update)).isTrue();
        assertThat(judge.may(ANN, "UpdateItem", update.toBuilder().returnValues("ALL_NEW").build())).isFalse();
        assertThat(judge.may(ANN, "UpdateItem", update.toBuilder().updateExpression("SET wins = if_not_exists(losses, :w)").build())).isFalse();
        assertThat(judge.may(ANN, "UpdateItem", update.toBuilder().conditionExpression("losses = :w").build())).isFalse();
    }

    @Test
    void aTableOfAnotherAccountIsOutOfReach() {
        Caller foreign = Judge.user("222222222222", "eve");
        judge.give(foreign, policy("{'Effect':'Allow','Action':'*','Resource':'*'}"));

        assertThat(judge.may(foreign, "DescribeTable", DescribeTableRequest.builder().tableName(TABLE).build())).isFalse();
        assertThat(judge.may(OWNER, "DescribeTable", DescribeTableRequest.builder().tableName(TABLE).build())).isTrue();
    }
}
