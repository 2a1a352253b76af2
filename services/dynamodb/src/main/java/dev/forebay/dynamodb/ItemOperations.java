package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The operations on single items. */
final class ItemOperations {
    private final DynamoDbService service;
    private final Caller caller;

    ItemOperations(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    GetItemResponse get(GetItemRequest request) {
        new Requests.Languages().old("AttributesToGet", request.hasAttributesToGet())
                .expression("ProjectionExpression", request.projectionExpression()).requireOne();
        Placeholders placeholders = Requests.placeholders(
                request.hasExpressionAttributeNames(), request.expressionAttributeNames(), false, Map.of());
        placeholders.requireExpression(request.projectionExpression() != null, "ProjectionExpression");
        Projection projection = Requests.projection(request.projectionExpression(), request.attributesToGet(), placeholders);
        placeholders.requireAllUsed();
        Item key = AttributeValues.item(Requests.required("key", request.key(), request.hasKey()));
        Table table = service.table(caller, request.tableName());
        table.schema().checkKey(key);
        Optional<Item> found = service.items().read(table, key);
        boolean consistent = Boolean.TRUE.equals(request.consistentRead());
        return GetItemResponse.builder()
                .item(found.map(projection::of).map(AttributeValues::of).orElse(null))
                .consumedCapacity(Capacity.single().read(table, found.map(Item::size).orElse(0), consistent)
                        .of(table, request.returnConsumedCapacity()))
                .build();
    }

    PutItemResponse put(PutItemRequest request) {
        boolean showsOld = Requests.showsOld(request.returnValues());
        Condition condition = condition(
                new Asked(request.conditionExpression(), request.hasExpected(), request.expected(), request.conditionalOperator()),
                () -> Requests.placeholders(request.hasExpressionAttributeNames(), request.expressionAttributeNames(),
                        request.hasExpressionAttributeValues(), request.expressionAttributeValues()));
        Item item = AttributeValues.item(Requests.required("item", request.item(), request.hasItem()));
        Table table = service.table(caller, request.tableName());
        ItemChange change = service.items().write(
                ItemWrite.put(table, item, condition, Requests.showsItem(request.returnValuesOnConditionCheckFailure())));
        return PutItemResponse.builder()
                .attributes(showsOld ? Requests.attributes(change.before()) : null)
                .consumedCapacity(Capacity.single().write(change).of(table, request.returnConsumedCapacity()))
                .build();
    }

    DeleteItemResponse delete(DeleteItemRequest request) {
        boolean showsOld = Requests.showsOld(request.returnValues());
        Condition condition = condition(
                new Asked(request.conditionExpression(), request.hasExpected(), request.expected(), request.conditionalOperator()),
                () -> Requests.placeholders(request.hasExpressionAttributeNames(), request.expressionAttributeNames(),
                        request.hasExpressionAttributeValues(), request.expressionAttributeValues()));
        Item key = AttributeValues.item(Requests.required("key", request.key(), request.hasKey()));
        Table table = service.table(caller, request.tableName());
        ItemChange change = service.items().write(
                ItemWrite.delete(table, key, condition, Requests.showsItem(request.returnValuesOnConditionCheckFailure())));
        return DeleteItemResponse.builder()
                .attributes(showsOld ? Requests.attributes(change.before()) : null)
                .consumedCapacity(Capacity.single().write(change).of(table, request.returnConsumedCapacity()))
                .build();
    }

    /** What must be so, in whichever of the two languages it was said; {@code given} is asked for once it is known to be one only. */
    private static Condition condition(Asked asked, Supplier<Placeholders> given) {
        new Requests.Languages().old("Expected", asked.hasExpected).old("ConditionalOperator", asked.operator != null)
                .expression("ConditionExpression", asked.expression).requireOne();
        Placeholders placeholders = given.get();
        placeholders.requireExpression(asked.expression != null, "ConditionExpression");
        Condition condition = Requests.condition(asked.expression, asked.expected, asked.operator, placeholders);
        placeholders.requireAllUsed();
        return condition;
    }

    /** A condition as a put and a deletion say it; null stands for what is not said. */
    private record Asked(String expression, boolean hasExpected, Map<String, ExpectedAttributeValue> expected, ConditionalOperator operator) {}

    UpdateItemResponse update(UpdateItemRequest request) {
        new Requests.Languages().old("AttributeUpdates", request.hasAttributeUpdates()).old("Expected", request.hasExpected())
                .old("ConditionalOperator", request.conditionalOperator() != null)
                .expression("UpdateExpression", request.updateExpression())
                .expression("ConditionExpression", request.conditionExpression()).requireOne();
        Placeholders placeholders = Requests.placeholders(request.hasExpressionAttributeNames(), request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(), request.expressionAttributeValues());
        placeholders.requireExpression(request.updateExpression() != null || request.conditionExpression() != null, "UpdateExpression");
        Update update = request.updateExpression() == null
                ? AttributeUpdates.update(request.attributeUpdates())
                : UpdateParser.parse(request.updateExpression(), placeholders);
        Condition condition = Requests.condition(
                request.conditionExpression(), request.expected(), request.conditionalOperator(), placeholders);
        placeholders.requireAllUsed();
        Item key = AttributeValues.item(Requests.required("key", request.key(), request.hasKey()));
        Table table = service.table(caller, request.tableName());
        ItemChange change = service.items().write(
                ItemWrite.update(table, key, update, condition, Requests.showsItem(request.returnValuesOnConditionCheckFailure())));
        return UpdateItemResponse.builder()
                .attributes(shown(request.returnValues(), update, change))
                .consumedCapacity(Capacity.single().write(change).of(table, request.returnConsumedCapacity()))
                .build();
    }

    private static Map<String, AttributeValue> shown(ReturnValue wanted, Update update, ItemChange change) {
        return switch (wanted == null ? ReturnValue.NONE : wanted) {
            case ALL_OLD -> Requests.attributes(change.before());
            case ALL_NEW -> Requests.attributes(change.after());
            case UPDATED_OLD -> touched(update, change.before());
            case UPDATED_NEW -> touched(update, change.after());
            case NONE, UNKNOWN_TO_SDK_VERSION -> null;
        };
    }

    private static Map<String, AttributeValue> touched(Update update, Optional<Item> item) {
        return update.actions().isEmpty() ? null : Requests.attributes(item.map(update.touched()::of));
    }
}
