package dev.forebay.dynamodb;

import dev.forebay.identity.Caller;
import dev.forebay.runtime.Changes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.DeleteGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.TableClass;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/** UpdateTable: how it is paid, whether it may be deleted, and its indexes. */
final class UpdateTableOperation {
    private final DynamoDbService service;
    private final Caller caller;

    UpdateTableOperation(DynamoDbService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    UpdateTableResponse update(UpdateTableRequest request) {
        refuseWhatIsNotServed(request);
        requireSomething(request);
        Table table = service.namedTable(caller, request.tableName());
        List<Index> gone = new ArrayList<>();
        List<Index> made = new ArrayList<>();
        service.catalog().update(table, (record, changes) -> updated(table, record, request, changes, made, gone));
        made.forEach(index -> service.indexBuilder().start(table, index));
        return UpdateTableResponse.builder().tableDescription(Description.of(table, TableStatus.UPDATING, gone)).build();
    }

    private static void refuseWhatIsNotServed(UpdateTableRequest request) {
        TableOperations.refuse(request.streamSpecification() != null && Boolean.TRUE.equals(request.streamSpecification().streamEnabled()),
                "StreamSpecification");
        TableOperations.refuse(request.sseSpecification() != null && Boolean.TRUE.equals(request.sseSpecification().enabled()), "SSESpecification");
        TableOperations.refuse(!request.replicaUpdates().isEmpty(), "ReplicaUpdates");
        TableOperations.refuse(!request.globalTableWitnessUpdates().isEmpty(), "GlobalTableWitnessUpdates");
        TableOperations.refuse(request.multiRegionConsistency() != null, "MultiRegionConsistency");
        TableOperations.refuse(request.tableClass() != null && request.tableClass() != TableClass.STANDARD, "TableClass " + request.tableClassAsString());
        TableOperations.refuse(request.onDemandThroughput() != null, "OnDemandThroughput");
        TableOperations.refuse(request.warmThroughput() != null, "WarmThroughput");
    }

    private static void requireSomething(UpdateTableRequest request) {
        if (request.billingMode() == null && request.provisionedThroughput() == null && request.deletionProtectionEnabled() == null
                && request.globalSecondaryIndexUpdates().isEmpty() && request.tableClass() == null
                && request.streamSpecification() == null && request.sseSpecification() == null) {
            throw DynamoErrors.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates"
                    + " or SSESpecification or ReplicaUpdates is required");
        }
    }

    /** Within a decision: refuses before it has changed anything. */
    private TableRecord updated(
            Table table, TableRecord record, UpdateTableRequest request, Changes changes, List<Index> made, List<Index> gone) {
        TableRecord updated = record.with(billing(record.billing(), request));
        if (updated.billing().isOnDemand() && !record.billing().isOnDemand()) {
            updated = updated.with(updated.indexes().stream().map(index -> index.with(Throughput.NONE)).toList());
        }
        Definition definition = new Definition(request.attributeDefinitions()).alsoKnowing(record.schema());
        record.indexes().forEach(index -> definition.alsoKnowing(index.schema()));
        List<GlobalSecondaryIndexUpdate> updates = request.globalSecondaryIndexUpdates();
        requireOneAtATime(record, updates);
        List<Index> wanted = new ArrayList<>();
        for (GlobalSecondaryIndexUpdate one : updates) {
            if (one.create() != null) {
                wanted.add(wanted(definition, updated, one.create()));
            } else if (one.delete() != null) {
                gone.add(existing(updated, one.delete()));
            } else if (one.update() != null) {
                updated = updated.with(provisioned(updated, one.update()));
            } else {
                throw DynamoErrors.invalid("One of GlobalSecondaryIndexUpdate's Create, Update or Delete must be given");
            }
        }
        // From here on nothing is refused.
        List<Index> indexes = new ArrayList<>(updated.indexes());
        indexes.removeAll(gone);
        gone.forEach(index -> TableCatalog.erase(changes, table, Tables.INDEX, index.incarnation()));
        wanted.forEach(index -> made.add(index.born(table.partition().newIncarnation(changes), false)));
        indexes.addAll(made);
        return updated.with(indexes);
    }

    private TableRecord.Billing billing(TableRecord.Billing before, UpdateTableRequest request) {
        boolean onDemand = request.billingMode() == null ? before.isOnDemand() : Definition.isOnDemand(request.billingMode());
        Throughput throughput = before.throughput();
        if (onDemand || request.provisionedThroughput() != null || before.isOnDemand()) {
            throughput = Definition.throughput(onDemand, request.provisionedThroughput(), "");
        }
        long since = !onDemand ? 0 : before.isOnDemand() ? before.onDemandSince() : service.clock().millis();
        boolean isProtected = request.deletionProtectionEnabled() == null ? before.isProtected() : request.deletionProtectionEnabled();
        return new TableRecord.Billing(throughput, since, isProtected);
    }

    private static void requireOneAtATime(TableRecord record, List<GlobalSecondaryIndexUpdate> updates) {
        long changed = updates.stream().filter(one -> one.create() != null || one.delete() != null).count();
        boolean building = record.indexes().stream().anyMatch(index -> !index.isActive());
        boolean creates = updates.stream().anyMatch(one -> one.create() != null);
        if (changed > 1 || building && creates) {
            throw DynamoErrors.limitExceeded(
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table");
        }
    }

    private static Index wanted(Definition definition, TableRecord record, CreateGlobalSecondaryIndexAction create) {
        TableOperations.refuse(create.onDemandThroughput() != null, "OnDemandThroughput of an index");
        TableOperations.refuse(create.warmThroughput() != null, "WarmThroughput of an index");
        Index index = definition.index(create.indexName(), create.keySchema(), create.projection(), Definition.throughput(
                record.billing().isOnDemand(), create.provisionedThroughput(), String.valueOf(create.indexName())));
        if (record.index(index.name()).isPresent()) {
            throw DynamoErrors.validation("Attempting to create an index which already exists");
        }
        List<Index> all = new ArrayList<>(record.indexes());
        all.add(index);
        Definition.checkIndexes(all);
        return index;
    }

    private static Index existing(TableRecord record, DeleteGlobalSecondaryIndexAction delete) {
        return existing(record, delete.indexName());
    }

    private static Index existing(TableRecord record, String name) {
        return Optional.ofNullable(name).flatMap(record::index).orElseThrow(() -> DynamoErrors.indexNotFound(name));
    }

    private static Index provisioned(TableRecord record, UpdateGlobalSecondaryIndexAction update) {
        TableOperations.refuse(update.onDemandThroughput() != null, "OnDemandThroughput of an index");
        TableOperations.refuse(update.warmThroughput() != null, "WarmThroughput of an index");
        Index index = existing(record, update.indexName());
        return index.with(Definition.throughput(record.billing().isOnDemand(), update.provisionedThroughput(), index.name()));
    }
}
