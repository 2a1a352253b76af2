package dev.forebay.dynamodb;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The capacity that a request would have taken on AWS, reckoned from sizes. Nobody is held back by it. */
final class Capacity {
    private static final int READ_UNIT = 4_096;
    private static final int WRITE_UNIT = 1_024;
    private static final double TRANSACTION = 2;
    private static final double EVENTUALLY = 0.5;

    private final Map<String, Double> tables = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> indexes = new HashMap<>();
    private final boolean transaction;

    private Capacity(boolean transaction) {
        this.transaction = transaction;
    }

    static Capacity single() {
        return new Capacity(false);
    }

    static Capacity transaction() {
        return new Capacity(true);
    }

    /** Reads of so many bytes at once. */
    Capacity read(Table table, long bytes, boolean consistent) {
        double factor = transaction ? TRANSACTION : consistent ? 1 : EVENTUALLY;
        add(table, units(bytes, READ_UNIT) * factor);
        return this;
    }

    Capacity readIndex(Table table, Index index, long bytes) {
        add(table, 0);
        add(table, index.name(), units(bytes, READ_UNIT) * EVENTUALLY);
        return this;
    }

    Capacity write(ItemChange change) {
        double factor = transaction ? TRANSACTION : 1;
        add(change.table(), units(change.size(), WRITE_UNIT) * factor);
        change.entries().forEach(entry -> add(change.table(), entry.index(), units(entry.size(), WRITE_UNIT) * factor));
        return this;
    }

    private void add(Table table, double units) {
        tables.merge(table.id().name(), units, Double::sum);
    }

    private void add(Table table, String index, double units) {
        indexes.computeIfAbsent(table.id().name(), _ -> new LinkedHashMap<>()).merge(index, units, Double::sum);
    }

    private static double units(long bytes, int unit) {
        return Math.max(1, (bytes + unit - 1) / unit);
    }

    /** For a request to one table; null when it was not asked for. */
    ConsumedCapacity of(Table table, ReturnConsumedCapacity wanted) {
        return isWanted(wanted) ? of(table.id().name(), wanted) : null;
    }

    /** For a request to several tables; null when it was not asked for. */
    java.util.List<ConsumedCapacity> all(ReturnConsumedCapacity wanted) {
        return isWanted(wanted) ? tables.keySet().stream().map(name -> of(name, wanted)).toList() : null;
    }

    private static boolean isWanted(ReturnConsumedCapacity wanted) {
        return wanted == ReturnConsumedCapacity.TOTAL || wanted == ReturnConsumedCapacity.INDEXES;
    }

    private ConsumedCapacity of(String name, ReturnConsumedCapacity wanted) {
        double ofTable = tables.get(name);
        Map<String, Double> ofIndexes = indexes.getOrDefault(name, Map.of());
        double total = ofTable + ofIndexes.values().stream().mapToDouble(Double::doubleValue).sum();
        ConsumedCapacity.Builder builder = ConsumedCapacity.builder().tableName(name).capacityUnits(total);
        if (wanted == ReturnConsumedCapacity.INDEXES) {
            builder.table(one -> one.capacityUnits(ofTable));
            if (!ofIndexes.isEmpty()) {
                Map<String, software.amazon.awssdk.services.dynamodb.model.Capacity> all = new LinkedHashMap<>();
                ofIndexes.forEach((index, units) -> all.put(index,
                        software.amazon.awssdk.services.dynamodb.model.Capacity.builder().capacityUnits(units).build()));
                builder.globalSecondaryIndexes(all);
            }
        }
        return builder.build();
    }
}
