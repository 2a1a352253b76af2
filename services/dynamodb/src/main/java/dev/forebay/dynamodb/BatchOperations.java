package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The operations on several items, each by itself. */
final class BatchOperations {
    private static final int MAX_WRITES = 25;
    private static final int MAX_READS = 100;
    /** AWS: an answer has so much; the rest is for the caller to ask for again. */
    private static final long MAX_ANSWER = 16 << 20;

    private final DynamoDbService service;
    private final Caller caller;

    BatchOperations(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    BatchWriteItemResponse write(BatchWriteItemRequest request) {
        int count = request.requestItems().values().stream().mapToInt(List::size).sum();
        if (count == 0) {
            throw DynamoErrors.validation("The batch write request list for a table cannot be null or empty");
        }
        if (count > MAX_WRITES) {
            throw DynamoErrors.validation("Too many items requested for the BatchWriteItem call");
        }
        List<ItemWrite> writes = new ArrayList<>();
        request.requestItems().forEach((name, requests) -> {
            Table table = service.table(caller, name);
            requests.forEach(one -> writes.add(write(table, one)));
        });
        Set<ByteBuffer> rows = new HashSet<>();
        if (!writes.stream().map(ItemWrite::row).map(ByteBuffer::wrap).allMatch(rows::add)) {
            throw DynamoErrors.validation("Provided list of item keys contains duplicates");
        }
        Capacity capacity = Capacity.single();
        service.items().write(writes.getFirst().table().ledger(), writes).forEach(capacity::write);
        return BatchWriteItemResponse.builder()
                .unprocessedItems(Map.of()).consumedCapacity(capacity.all(request.returnConsumedCapacity())).build();
    }

    private static ItemWrite write(Table table, WriteRequest request) {
        if ((request.putRequest() == null) == (request.deleteRequest() == null)) {
            throw DynamoErrors.validation(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes");
        }
        return request.putRequest() != null
                ? ItemWrite.put(table, AttributeValues.item(request.putRequest().item()), Condition.ALWAYS, false)
                : ItemWrite.delete(table, AttributeValues.item(request.deleteRequest().key()), Condition.ALWAYS, false);
    }

    BatchGetItemResponse get(BatchGetItemRequest request) {
        int count = request.requestItems().values().stream().mapToInt(one -> one.keys().size()).sum();
        if (count > MAX_READS) {
            throw DynamoErrors.validation("Too many items requested for the BatchGetItem call");
        }
        if (count == 0) {
            throw DynamoErrors.missing("requestItems");
        }
        Answer answer = new Answer();
        request.requestItems().forEach((name, wanted) -> get(name, wanted, answer));
        return BatchGetItemResponse.builder()
                .responses(answer.found)
                .unprocessedKeys(answer.left)
                .consumedCapacity(answer.capacity.all(request.returnConsumedCapacity()))
                .build();
    }

    private void get(String name, KeysAndAttributes wanted, Answer answer) {
        new Requests.Languages().old("AttributesToGet", wanted.hasAttributesToGet())
                .expression("ProjectionExpression", wanted.projectionExpression()).requireOne();
        Placeholders placeholders = Requests.placeholders(
                wanted.hasExpressionAttributeNames(), wanted.expressionAttributeNames(), false, Map.of());
        Projection projection = Requests.projection(wanted.projectionExpression(), wanted.attributesToGet(), placeholders);
        placeholders.requireAllUsed();
        Table table = service.table(caller, name);
        List<Item> keys = wanted.keys().stream().map(AttributeValues::item).toList();
        keys.forEach(table.schema()::checkKey);
        if (new HashSet<>(keys).size() < keys.size()) {
            throw DynamoErrors.validation("Provided list of item keys contains duplicates");
        }
        answer.found.put(name, new ArrayList<>());
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (answer.bytes >= MAX_ANSWER) {
                left.add(wanted.keys().get(i));
                continue;
            }
            Optional<Item> item = service.items().read(table, keys.get(i));
            int size = item.map(Item::size).orElse(0);
            answer.bytes += size;
            answer.capacity.read(table, size, Boolean.TRUE.equals(wanted.consistentRead()));
            item.map(projection::of).map(AttributeValues::of).ifPresent(answer.found.get(name)::add);
        }
        if (!left.isEmpty()) {
            answer.left.put(name, wanted.toBuilder().keys(left).build());
        }
    }

    /** An answer on its way. */
    private static final class Answer {
        private final Map<String, List<Map<String, AttributeValue>>> found = new LinkedHashMap<>();
        private final Map<String, KeysAndAttributes> left = new LinkedHashMap<>();
        private final Capacity capacity = Capacity.single();
        private long bytes;
    }
}
