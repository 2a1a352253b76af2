package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The operations on several items, all or none. */
final class TransactionOperations {
    private static final int MAX_ITEMS = 100;

    private final DynamoDbService service;
    private final Caller caller;

    TransactionOperations(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    TransactWriteItemsResponse write(TransactWriteItemsRequest request) {
        checkCount("transactItems", request.transactItems().size());
        List<ItemWrite> writes = request.transactItems().stream().map(this::write).toList();
        requireDifferent(writes.stream().map(ItemWrite::row).toList());
        Ledger ledger = writes.getFirst().table().ledger();
        Optional<String> token = Optional.ofNullable(request.clientRequestToken())
                .map(text -> caller.account() + "/" + caller.region() + "/" + text);
        List<ItemChange> all = service.transactions().write(ledger, writes, token, content(request));
        Capacity capacity = Capacity.transaction();
        all.forEach(capacity::write);
        return TransactWriteItemsResponse.builder().consumedCapacity(capacity.all(request.returnConsumedCapacity())).build();
    }

    /** Stands for what a transaction asks for. */
    private static byte[] content(TransactWriteItemsRequest request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.transactItems().toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private ItemWrite write(TransactWriteItem item) {
        List<ItemWrite> given = new ArrayList<>();
        Optional.ofNullable(item.put()).map(this::put).ifPresent(given::add);
        Optional.ofNullable(item.update()).map(this::update).ifPresent(given::add);
        Optional.ofNullable(item.delete()).map(this::delete).ifPresent(given::add);
        Optional.ofNullable(item.conditionCheck()).map(this::check).ifPresent(given::add);
        if (given.size() != 1) {
            throw DynamoErrors.validation(given.isEmpty()
                    ? "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request"
                    : "TransactItems can only contain one of Check, Put, Update or Delete");
        }
        return given.getFirst();
    }

    private ItemWrite put(Put put) {
        Placeholders placeholders = Requests.placeholders(put.hasExpressionAttributeNames(), put.expressionAttributeNames(),
                put.hasExpressionAttributeValues(), put.expressionAttributeValues());
        Condition condition = condition(put.conditionExpression(), placeholders);
        return ItemWrite.put(service.table(caller, put.tableName()), AttributeValues.item(Requests.required("item", put.item(), put.hasItem())),
                condition, Requests.showsItem(put.returnValuesOnConditionCheckFailure()));
    }

    private ItemWrite delete(Delete delete) {
        Placeholders placeholders = Requests.placeholders(delete.hasExpressionAttributeNames(), delete.expressionAttributeNames(),
                delete.hasExpressionAttributeValues(), delete.expressionAttributeValues());
        Condition condition = condition(delete.conditionExpression(), placeholders);
        return ItemWrite.delete(service.table(caller, delete.tableName()), AttributeValues.item(Requests.required("key", delete.key(), delete.hasKey())),
                condition, Requests.showsItem(delete.returnValuesOnConditionCheckFailure()));
    }

    private ItemWrite check(ConditionCheck check) {
        Placeholders placeholders = Requests.placeholders(check.hasExpressionAttributeNames(), check.expressionAttributeNames(),
                check.hasExpressionAttributeValues(), check.expressionAttributeValues());
        Condition condition = condition(Requests.required("conditionExpression", check.conditionExpression(), true), placeholders);
        return ItemWrite.check(service.table(caller, check.tableName()), AttributeValues.item(Requests.required("key", check.key(), check.hasKey())),
                condition, Requests.showsItem(check.returnValuesOnConditionCheckFailure()));
    }

    private ItemWrite update(software.amazon.awssdk.services.dynamodb.model.Update asked) {
        Placeholders placeholders = Requests.placeholders(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames(),
                asked.hasExpressionAttributeValues(), asked.expressionAttributeValues());
        Update update = UpdateParser.parse(Requests.required("updateExpression", asked.updateExpression(), true), placeholders);
        Condition condition = condition(asked.conditionExpression(), placeholders);
        return ItemWrite.update(service.table(caller, asked.tableName()), AttributeValues.item(Requests.required("key", asked.key(), asked.hasKey())),
                update, condition, Requests.showsItem(asked.returnValuesOnConditionCheckFailure()));
    }

    private static Condition condition(String expression, Placeholders placeholders) {
        Condition condition = expression == null ? Condition.ALWAYS : ConditionParser.parse("ConditionExpression", expression, placeholders);
        placeholders.requireAllUsed();
        return condition;
    }

    TransactGetItemsResponse get(TransactGetItemsRequest request) {
        checkCount("transactItems", request.transactItems().size());
        List<Wanted> all = request.transactItems().stream().map(TransactGetItem::get).map(this::wanted).toList();
        List<byte[]> rows = all.stream().map(one -> KeyFormat.item(one.table, one.key)).toList();
        requireDifferent(rows);
        List<Optional<Item>> found = service.items().readTogether(all.getFirst().table.ledger(), rows);
        Capacity capacity = Capacity.transaction();
        List<ItemResponse> responses = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Wanted one = all.get(i);
            capacity.read(one.table, found.get(i).map(Item::size).orElse(0), true);
            responses.add(ItemResponse.builder()
                    .item(found.get(i).map(one.projection::of).map(AttributeValues::of).orElse(null)).build());
        }
        return TransactGetItemsResponse.builder()
                .responses(responses).consumedCapacity(capacity.all(request.returnConsumedCapacity())).build();
    }

    private Wanted wanted(Get get) {
        Requests.required("get", get, get != null);
        Placeholders placeholders = Requests.placeholders(get.hasExpressionAttributeNames(), get.expressionAttributeNames(), false, Map.of());
        Projection projection = get.projectionExpression() == null
                ? Projection.ALL : ProjectionParser.parse(get.projectionExpression(), placeholders);
        placeholders.requireAllUsed();
        Item key = AttributeValues.item(Requests.required("key", get.key(), get.hasKey()));
        Table table = service.table(caller, get.tableName());
        table.schema().checkKey(key);
        return new Wanted(table, key, projection);
    }

    private static void checkCount(String member, int count) {
        if (count == 0 || count > MAX_ITEMS) {
            throw DynamoErrors.validation("1 validation error detected: Value at '" + member + "' failed to satisfy constraint: Member must have length "
                    + (count == 0 ? "greater than or equal to 1" : "less than or equal to " + MAX_ITEMS));
        }
    }

    private static void requireDifferent(List<byte[]> rows) {
        Set<ByteBuffer> distinct = new HashSet<>();
        if (!rows.stream().map(ByteBuffer::wrap).allMatch(distinct::add)) {
            throw DynamoErrors.validation("Transaction request cannot include multiple operations on one item");
        }
    }

    /** What a transaction wants to read. */
    private record Wanted(Table table, Item key, Projection projection) {}
}
