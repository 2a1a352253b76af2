package dev.forebay.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A table as AWS describes it. */
final class Description {
    private Description() {}

    static TableDescription of(Table table) {
        boolean building = table.record().indexes().stream().anyMatch(index -> !index.isActive());
        return of(table, building ? TableStatus.UPDATING : TableStatus.ACTIVE, List.of());
    }

    /** {@code going} are indexes that are shown although they are no more. */
    static TableDescription of(Table table, TableStatus status, List<Index> going) {
        TableRecord record = table.record();
        List<GlobalSecondaryIndexDescription> indexes = new ArrayList<>();
        record.indexes().forEach(index -> indexes.add(index(table, index, status == TableStatus.CREATING || !index.isActive()
                ? IndexStatus.CREATING : IndexStatus.ACTIVE)));
        going.forEach(index -> indexes.add(index(table, index, IndexStatus.DELETING)));
        TableDescription.Builder builder = TableDescription.builder()
                .tableName(table.id().name())
                .tableArn(table.id().arn())
                .tableId(record.id().toString())
                .tableStatus(status)
                .creationDateTime(Instant.ofEpochMilli(record.createdAt()))
                .attributeDefinitions(definitions(record))
                .keySchema(keys(record.schema()))
                .provisionedThroughput(throughput(record.billing().throughput()))
                .itemCount(table.counters().items())
                .tableSizeBytes(table.counters().bytes())
                .deletionProtectionEnabled(record.billing().isProtected())
                .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes);
        if (record.billing().isOnDemand()) {
            builder.billingModeSummary(mode -> mode.billingMode(BillingMode.PAY_PER_REQUEST)
                    .lastUpdateToPayPerRequestDateTime(Instant.ofEpochMilli(record.billing().onDemandSince())));
        }
        return builder.build();
    }

    private static List<AttributeDefinition> definitions(TableRecord record) {
        Map<String, String> types = new LinkedHashMap<>();
        record.schema().attributes().forEach(one -> types.put(one.name(), one.type()));
        record.indexes().forEach(index -> index.schema().attributes().forEach(one -> types.put(one.name(), one.type())));
        return types.entrySet().stream()
                .map(one -> AttributeDefinition.builder().attributeName(one.getKey()).attributeType(one.getValue()).build()).toList();
    }

    private static List<KeySchemaElement> keys(KeySchema schema) {
        return schema.attributes().stream().map(one -> KeySchemaElement.builder().attributeName(one.name())
                .keyType(one == schema.hash() ? KeyType.HASH : KeyType.RANGE).build()).toList();
    }

    private static ProvisionedThroughputDescription throughput(Throughput throughput) {
        return ProvisionedThroughputDescription.builder().numberOfDecreasesToday(0L)
                .readCapacityUnits(throughput.read()).writeCapacityUnits(throughput.write()).build();
    }

    private static GlobalSecondaryIndexDescription index(Table table, Index index, IndexStatus status) {
        return GlobalSecondaryIndexDescription.builder()
                .indexName(index.name())
                .indexArn(table.id().arn() + "/index/" + index.name())
                .indexStatus(status)
                .backfilling(status == IndexStatus.CREATING && !index.isActive() ? true : null)
                .keySchema(keys(index.schema()))
                .projection(one -> one.projectionType(index.shows())
                        .nonKeyAttributes(index.includes().isEmpty() ? null : index.includes()))
                .provisionedThroughput(throughput(index.throughput()))
                .build();
    }
}
