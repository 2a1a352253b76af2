package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Partition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The life of tables; how they are changed is in {@link UpdateTableOperation}. */
final class TableOperations {
    private static final int MAX_PAGE = 100;

    private final DynamoDbService service;
    private final Caller caller;

    TableOperations(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    CreateTableResponse create(CreateTableRequest request) {
        refuseWhatIsNotServed(request);
        TableId id = TableId.of(caller, request.tableName());
        Definition definition = new Definition(request.attributeDefinitions());
        KeySchema schema = definition.schema(request.keySchema());
        boolean onDemand = Definition.isOnDemand(request.billingMode());
        Throughput throughput = Definition.throughput(onDemand, request.provisionedThroughput(), "");
        List<Index> indexes = request.globalSecondaryIndexes().stream().map(one -> index(definition, one, onDemand)).toList();
        Definition.checkIndexes(indexes);
        definition.requireAllUsed();
        Map<String, String> tags = Tags.checked(Map.of(), request.tags());
        long now = service.clock().millis();
        TableRecord.Billing billing = new TableRecord.Billing(
                throughput, onDemand ? now : 0, Boolean.TRUE.equals(request.deletionProtectionEnabled()));
        Table table = service.catalog().create(id, (partition, changes) ->
                record(id, partition, changes, new TableRecord(0, new UUID(0, 0), now, schema, billing, tags, Optional.empty(), indexes)));
        // AWS: it says so although the next description says ACTIVE.
        return CreateTableResponse.builder().tableDescription(Description.of(table, TableStatus.CREATING, List.of())).build();
    }

    private static Index index(Definition definition, GlobalSecondaryIndex one, boolean onDemand) {
        return definition.index(one.indexName(), one.keySchema(), one.projection(),
                Definition.throughput(onDemand, one.provisionedThroughput(), String.valueOf(one.indexName())));
    }

    /** Gives a table and its indexes their incarnations. */
    private static TableRecord record(TableId id, Partition partition, Changes changes, TableRecord wanted) {
        long incarnation = partition.newIncarnation(changes);
        List<Index> indexes = new ArrayList<>();
        wanted.indexes().forEach(index -> indexes.add(index.born(partition.newIncarnation(changes), true)));
        String unique = id.arn() + "#" + incarnation + "@" + wanted.createdAt();
        return new TableRecord(incarnation, UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8)), wanted.createdAt(),
                wanted.schema(), wanted.billing(), wanted.tags(), wanted.expiry(), List.copyOf(indexes));
    }

    private static void refuseWhatIsNotServed(CreateTableRequest request) {
        refuse(!request.localSecondaryIndexes().isEmpty(), "LocalSecondaryIndexes");
        refuse(request.streamSpecification() != null && Boolean.TRUE.equals(request.streamSpecification().streamEnabled()), "StreamSpecification");
        refuse(request.sseSpecification() != null && Boolean.TRUE.equals(request.sseSpecification().enabled()), "SSESpecification");
        refuse(request.tableClass() != null && request.tableClass() != TableClass.STANDARD, "TableClass " + request.tableClassAsString());
        refuse(request.warmThroughput() != null, "WarmThroughput");
        refuse(request.resourcePolicy() != null, "ResourcePolicy");
        refuse(request.onDemandThroughput() != null, "OnDemandThroughput");
        refuse(request.globalSecondaryIndexes().stream().anyMatch(one -> one.warmThroughput() != null || one.onDemandThroughput() != null),
                "WarmThroughput or OnDemandThroughput of an index");
    }

    static void refuse(boolean isAskedFor, String what) {
        if (isAskedFor) {
            throw DynamoErrors.notServed(what);
        }
    }

    DescribeTableResponse describe(DescribeTableRequest request) {
        return DescribeTableResponse.builder().table(Description.of(service.namedTable(caller, request.tableName()))).build();
    }

    DeleteTableResponse delete(DeleteTableRequest request) {
        Table table = service.namedTable(caller, request.tableName());
        service.catalog().delete(table);
        return DeleteTableResponse.builder().tableDescription(Description.of(table, TableStatus.DELETING, List.of())).build();
    }

    ListTablesResponse list(ListTablesRequest request) {
        int limit = request.limit() == null ? MAX_PAGE : request.limit();
        if (limit < 1 || limit > MAX_PAGE) {
            throw DynamoErrors.validation("1 validation error detected: Value '" + limit
                    + "' at 'limit' failed to satisfy constraint: Member must have value between 1 and " + MAX_PAGE);
        }
        String place = new TableId(caller.account(), caller.region(), "").place();
        String after = request.exclusiveStartTableName() == null ? "" : request.exclusiveStartTableName();
        List<String> names = service.catalog().list(place, after).stream()
                .peek(Table::settle).map(table -> table.id().name()).limit(limit + 1L).toList();
        boolean more = names.size() > limit;
        return ListTablesResponse.builder()
                .tableNames(more ? names.subList(0, limit) : names)
                .lastEvaluatedTableName(more ? names.get(limit - 1) : null)
                .build();
    }
}
