package dev.forebay.dynamodb;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.*;

/**
 * What the operations on several items need: a batch its own action on each table; a transaction, on each table, the actions that its
 * parts would need alone. All keys of a table come together.
 */
final class DynamoGroupAccess {
    private static final String BATCH_GET = "dynamodb:BatchGetItem";
    private static final String BATCH_WRITE = "dynamodb:BatchWriteItem";
    private static final String GET = "dynamodb:GetItem";
    private static final String PUT = "dynamodb:PutItem";
    private static final String UPDATE = "dynamodb:UpdateItem";
    private static final String DELETE = "dynamodb:DeleteItem";
    private static final String CHECK = "dynamodb:ConditionCheckItem";
    private static final String EACH_TABLE = "each table";
    private static final List<String> KEYS = List.of(ConditionKeys.RESOURCE_TAG, ItemKeys.LEADING_KEYS, ItemKeys.ATTRIBUTES,
            ItemKeys.RETURN_CONSUMED_CAPACITY);

    private final DynamoDbAccess tables;

    DynamoGroupAccess(DynamoDbAccess tables) {
        this.tables = tables;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("BatchGetItem", List.of(BATCH_GET), EACH_TABLE, and(ItemKeys.SELECT), this::batchGet),
                new AccessRule("BatchWriteItem", List.of(BATCH_WRITE), EACH_TABLE, KEYS, this::batchWrite),
                new AccessRule("TransactGetItems", List.of(GET), EACH_TABLE, and(ItemKeys.SELECT, ItemKeys.ENCLOSING_OPERATION), this::transactGet),
                new AccessRule("TransactWriteItems", List.of(PUT, UPDATE, DELETE, CHECK), EACH_TABLE,
                        and(ItemKeys.RETURN_VALUES, ItemKeys.ENCLOSING_OPERATION), this::transactWrite));
    }

    private static List<String> and(String... more) {
        return Stream.concat(KEYS.stream(), Stream.of(more)).toList();
    }

    private List<Access> batchGet(Caller caller, SdkRequest request) {
        BatchGetItemRequest asked = (BatchGetItemRequest) request;
        List<Access> needs = new ArrayList<>();
        asked.requestItems().forEach((table, wanted) -> {
            Optional<KeySchema> schema = tables.schema(caller, table, null);
            Placeholders placeholders = Requests.placeholders(wanted.hasExpressionAttributeNames(), wanted.expressionAttributeNames(), false, Map.of());
            ItemKeys keys = new ItemKeys().consumed(asked.returnConsumedCapacityAsString())
                    .shows(Requests.projection(wanted.projectionExpression(), wanted.attributesToGet(), placeholders), null,
                            DynamoItemAccess.ALL_ATTRIBUTES);
            wanted.keys().forEach(key -> keys.item(schema, key));
            needs.add(tables.on(caller, table, null, BATCH_GET, keys));
        });
        return needs;
    }

    private List<Access> batchWrite(Caller caller, SdkRequest request) {
        BatchWriteItemRequest asked = (BatchWriteItemRequest) request;
        List<Access> needs = new ArrayList<>();
        asked.requestItems().forEach((table, writes) -> {
            Optional<KeySchema> schema = tables.schema(caller, table, null);
            ItemKeys keys = new ItemKeys().consumed(asked.returnConsumedCapacityAsString());
            for (WriteRequest write : writes) {
                Optional.ofNullable(write.putRequest()).ifPresent(put -> keys.item(schema, put.item()));
                Optional.ofNullable(write.deleteRequest()).ifPresent(delete -> keys.item(schema, delete.key()));
            }
            needs.add(tables.on(caller, table, null, BATCH_WRITE, keys));
        });
        return needs;
    }

    private List<Access> transactGet(Caller caller, SdkRequest request) {
        TransactGetItemsRequest asked = (TransactGetItemsRequest) request;
        Group group = new Group(caller, "TransactGetItems", asked.returnConsumedCapacityAsString());
        for (TransactGetItem item : asked.transactItems()) {
            Get get = Requests.required("get", item.get(), true);
            Placeholders placeholders = Requests.placeholders(get.hasExpressionAttributeNames(), get.expressionAttributeNames(), false, Map.of());
            group.keys(GET, get.tableName()).item(group.schema(get.tableName()), get.key());
            Projection projection = Requests.projection(get.projectionExpression(), List.of(), placeholders);
            group.shows(get.tableName(), projection);
        }
        return group.needs();
    }

    private List<Access> transactWrite(Caller caller, SdkRequest request) {
        TransactWriteItemsRequest asked = (TransactWriteItemsRequest) request;
        Group group = new Group(caller, "TransactWriteItems", asked.returnConsumedCapacityAsString());
        for (TransactWriteItem item : asked.transactItems()) {
            Optional.ofNullable(item.put()).ifPresent(put -> group.add(PUT, put.tableName(), put.item(), put.conditionExpression(),
                    Requests.placeholders(put.hasExpressionAttributeNames(), put.expressionAttributeNames(),
                            put.hasExpressionAttributeValues(), put.expressionAttributeValues())));
            Optional.ofNullable(item.delete()).ifPresent(one -> group.add(DELETE, one.tableName(), one.key(), one.conditionExpression(),
                    Requests.placeholders(one.hasExpressionAttributeNames(), one.expressionAttributeNames(),
                            one.hasExpressionAttributeValues(), one.expressionAttributeValues())));
            Optional.ofNullable(item.conditionCheck()).ifPresent(one -> group.add(CHECK, one.tableName(), one.key(), one.conditionExpression(),
                    Requests.placeholders(one.hasExpressionAttributeNames(), one.expressionAttributeNames(),
                            one.hasExpressionAttributeValues(), one.expressionAttributeValues())));
            Optional.ofNullable(item.update()).ifPresent(one -> group.update(one));
        }
        return group.needs();
    }

    /** The parts of a transaction, by action and table. */
    private final class Group {
        private final Caller caller;
        private final String operation;
        private final String consumed;
        private final Map<Part, ItemKeys> parts = new LinkedHashMap<>();
        private final Map<String, Projection> shown = new LinkedHashMap<>();

        Group(Caller caller, String operation, String consumed) {
            this.caller = caller;
            this.operation = operation;
            this.consumed = consumed;
        }

        Optional<KeySchema> schema(String table) {
            return tables.schema(caller, table, null);
        }

        ItemKeys keys(String action, String table) {
            return parts.computeIfAbsent(new Part(action, table), _ -> new ItemKeys().within(operation).consumed(consumed));
        }

        /** AWS: a part that does not name what it wants to see sees everything, whatever the others say. */
        void shows(String table, Projection projection) {
            ItemKeys keys = keys(GET, table);
            Projection before = shown.put(table, projection);
            boolean everything = projection.paths().isEmpty() || before != null && before.paths().isEmpty();
            keys.shows(projection, everything ? DynamoItemAccess.ALL_ATTRIBUTES : null, DynamoItemAccess.ALL_ATTRIBUTES);
            if (everything) {
                shown.put(table, Projection.ALL);
            }
        }

        void add(String action, String table, Map<String, AttributeValue> item, String condition, Placeholders placeholders) {
            ItemKeys keys = keys(action, table).item(schema(table), item).returns(null);
            if (condition != null) {
                keys.condition(ConditionParser.parse("ConditionExpression", condition, placeholders));
            }
        }

        void update(software.amazon.awssdk.services.dynamodb.model.Update asked) {
            Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                    asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
            add(UPDATE, asked.tableName(), asked.key(), asked.conditionExpression(), placeholders);
            keys(UPDATE, asked.tableName()).update(UpdateParser.parse(
                    Requests.required("updateExpression", asked.updateExpression(), true), placeholders));
        }

        List<Access> needs() {
            List<Access> needs = new ArrayList<>();
            parts.forEach((part, keys) -> needs.add(tables.on(caller, part.table, null, part.action, keys)));
            return needs;
        }
    }

    private record Part(String action, String table) {}
}
