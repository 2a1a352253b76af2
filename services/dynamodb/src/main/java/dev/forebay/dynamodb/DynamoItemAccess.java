package dev.forebay.dynamodb;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What the operations on one item, Query and Scan need. */
final class DynamoItemAccess {
    static final String ALL_ATTRIBUTES = "ALL_ATTRIBUTES";
    private static final String TABLE = "table";
    private static final String TABLE_OR_INDEX = "table, or the index in its place";
    private static final List<String> READS = List.of(ConditionKeys.RESOURCE_TAG, ItemKeys.LEADING_KEYS, ItemKeys.ATTRIBUTES,
            ItemKeys.SELECT, ItemKeys.RETURN_CONSUMED_CAPACITY);
    private static final List<String> SCANS =
            List.of(ConditionKeys.RESOURCE_TAG, ItemKeys.ATTRIBUTES, ItemKeys.SELECT, ItemKeys.RETURN_CONSUMED_CAPACITY);
    private static final List<String> WRITES = List.of(ConditionKeys.RESOURCE_TAG, ItemKeys.LEADING_KEYS, ItemKeys.ATTRIBUTES,
            ItemKeys.RETURN_VALUES, ItemKeys.RETURN_CONSUMED_CAPACITY);

    private final DynamoDbAccess tables;

    DynamoItemAccess(DynamoDbAccess tables) {
        this.tables = tables;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                rule("GetItem", TABLE, READS, (caller, request) -> get(caller, (GetItemRequest) request)),
                rule("PutItem", TABLE, WRITES, (caller, request) -> put(caller, (PutItemRequest) request)),
                rule("UpdateItem", TABLE, WRITES, (caller, request) -> update(caller, (UpdateItemRequest) request)),
                rule("DeleteItem", TABLE, WRITES, (caller, request) -> delete(caller, (DeleteItemRequest) request)),
                rule("Query", TABLE_OR_INDEX, READS, (caller, request) -> query(caller, (QueryRequest) request)),
                rule("Scan", TABLE_OR_INDEX, SCANS, (caller, request) -> scan(caller, (ScanRequest) request)));
    }

    private static AccessRule rule(String operation, String resource, List<String> keys, One needs) {
        return new AccessRule(operation, List.of(DynamoDbAccess.PREFIX + operation), resource, keys,
                (caller, request) -> List.of(needs.of(caller, request)));
    }

    /** The one thing that such an operation needs. */
    private interface One {
        Access of(Caller caller, SdkRequest request);
    }

    private Optional<KeySchema> schema(Caller caller, String table) {
        return tables.schema(caller, table, null);
    }

    private Access get(Caller caller, GetItemRequest asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(), false, Map.of());
        ItemKeys keys = new ItemKeys().item(schema(caller, asked.tableName()), asked.key())
                .shows(Requests.projection(asked.projectionExpression(), asked.attributesToGet(), placeholders), null, ALL_ATTRIBUTES)
                .consumed(asked.returnConsumedCapacityAsString());
        return tables.on(caller, asked.tableName(), null, "dynamodb:GetItem", keys);
    }

    private Access put(Caller caller, PutItemRequest asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
        ItemKeys keys = new ItemKeys().item(schema(caller, asked.tableName()), asked.item())
                .condition(Requests.condition(asked.conditionExpression(), asked.expected(), asked.conditionalOperator(), placeholders))
                .returns(asked.returnValuesAsString()).consumed(asked.returnConsumedCapacityAsString());
        return tables.on(caller, asked.tableName(), null, "dynamodb:PutItem", keys);
    }

    private Access update(Caller caller, UpdateItemRequest asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
        Update update = asked.updateExpression() == null
                ? AttributeUpdates.update(asked.attributeUpdates())
                : UpdateParser.parse(asked.updateExpression(), placeholders);
        ItemKeys keys = new ItemKeys().item(schema(caller, asked.tableName()), asked.key()).update(update)
                .condition(Requests.condition(asked.conditionExpression(), asked.expected(), asked.conditionalOperator(), placeholders))
                .returns(asked.returnValuesAsString()).consumed(asked.returnConsumedCapacityAsString());
        return tables.on(caller, asked.tableName(), null, "dynamodb:UpdateItem", keys);
    }

    private Access delete(Caller caller, DeleteItemRequest asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
        ItemKeys keys = new ItemKeys().item(schema(caller, asked.tableName()), asked.key())
                .condition(Requests.condition(asked.conditionExpression(), asked.expected(), asked.conditionalOperator(), placeholders))
                .returns(asked.returnValuesAsString()).consumed(asked.returnConsumedCapacityAsString());
        return tables.on(caller, asked.tableName(), null, "dynamodb:DeleteItem", keys);
    }

    private Access query(Caller caller, QueryRequest asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
        Condition onKey = QueryOperations.onKey(asked, placeholders);
        ItemKeys keys = new ItemKeys().condition(onKey).condition(QueryOperations.filter(asked, placeholders))
                .shows(Requests.projection(asked.projectionExpression(), asked.attributesToGet(), placeholders),
                        asked.selectAsString(), whole(asked.indexName()))
                .consumed(asked.returnConsumedCapacityAsString());
        tables.schema(caller, asked.tableName(), asked.indexName()).ifPresent(schema -> keys.query(schema, onKey));
        return tables.on(caller, asked.tableName(), asked.indexName(), "dynamodb:Query", keys);
    }

    private Access scan(Caller caller, ScanRequest asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
        ItemKeys keys = new ItemKeys().condition(QueryOperations.filter(asked, placeholders))
                .shows(Requests.projection(asked.projectionExpression(), asked.attributesToGet(), placeholders),
                        asked.selectAsString(), whole(asked.indexName()))
                .consumed(asked.returnConsumedCapacityAsString());
        return tables.on(caller, asked.tableName(), asked.indexName(), "dynamodb:Scan", keys);
    }

    /** What a list shows that does not say what it wants. */
    private static String whole(String index) {
        return index == null ? ALL_ATTRIBUTES : "ALL_PROJECTED_ATTRIBUTES";
    }
}
