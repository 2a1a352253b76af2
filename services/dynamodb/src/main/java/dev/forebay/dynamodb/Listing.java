package dev.forebay.dynamodb;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * What a Query and a Scan have in common: which rows of a table or an index, what is left out, and what is shown.
 *
 * @param index where to look; empty for the table itself
 */
record Listing(Table table, Optional<Index> index, Condition filter, Projection projection, boolean countsOnly, int limit) {
    KeySchema schema() {
        return index.map(Index::schema).orElse(table.schema());
    }

    byte kind() {
        return index.isPresent() ? Tables.INDEX : Tables.ITEM;
    }

    long incarnation() {
        return index.map(Index::incarnation).orElse(table.incarnation());
    }

    int partition() {
        return table.partition().number();
    }

    /** The row where the last page ended. */
    Optional<byte[]> start(boolean isGiven, Map<String, AttributeValue> key) {
        if (!isGiven) {
            return Optional.empty();
        }
        Item start = AttributeValues.item(key);
        Set<String> names = new HashSet<>(table.schema().names());
        names.addAll(schema().names());
        boolean fits = start.attributes().keySet().equals(names);
        for (KeySchema one : List.of(table.schema(), schema())) {
            fits = fits && one.attributes().stream().allMatch(attribute -> start.get(attribute.name()).orElseThrow().type().equals(attribute.type()));
        }
        if (!fits) {
            throw DynamoErrors.validation("The provided starting key is invalid: The provided key element does not match the schema");
        }
        return Optional.of(index.map(one -> KeyFormat.entry(table, one, start)).orElseGet(() -> KeyFormat.item(table, start)));
    }

    /** What a caller must give to go on after a page; null when there is no more. */
    Map<String, AttributeValue> next(Page page) {
        if (!page.isFull()) {
            return null;
        }
        Set<String> names = new java.util.LinkedHashSet<>(table.schema().names());
        names.addAll(schema().names());
        return AttributeValues.of(page.items().getLast().only(names));
    }

    List<Item> found(Page page) {
        return page.items().stream().filter(filter::holds).toList();
    }

    /** Null when only a count was asked for. */
    List<Map<String, AttributeValue>> shown(List<Item> found) {
        return countsOnly ? null : found.stream().map(projection::of).map(AttributeValues::of).toList();
    }

    Capacity capacity(Page page, boolean consistent) {
        return index.map(one -> Capacity.single().readIndex(table, one, page.bytes()))
                .orElseGet(() -> Capacity.single().read(table, page.bytes(), consistent));
    }

    /** Checks that an index can show what is asked for. */
    void check(Select select, boolean consistent) {
        boolean chooses = !projection.paths().isEmpty();
        if (select == Select.SPECIFIC_ATTRIBUTES && !chooses) {
            throw DynamoErrors.invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
        if (chooses && select != null && select != Select.SPECIFIC_ATTRIBUTES) {
            throw DynamoErrors.validation("Cannot specify the AttributesToGet or ProjectionExpression when choosing to get " + select);
        }
        if (index.isEmpty() && select == Select.ALL_PROJECTED_ATTRIBUTES) {
            throw DynamoErrors.invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }
        index.ifPresent(one -> check(one, select, consistent));
    }

    private void check(Index one, Select select, boolean consistent) {
        if (consistent) {
            throw DynamoErrors.validation("Consistent reads are not supported on global secondary indexes");
        }
        if (one.showsAll()) {
            return;
        }
        if (select == Select.ALL_ATTRIBUTES) {
            throw DynamoErrors.invalid("Select type ALL_ATTRIBUTES is not supported for global secondary index " + one.name()
                    + " because its projection type is not ALL");
        }
        Set<String> shown = one.shown(table.schema());
        List<String> missing = projection.paths().stream().map(Path::attribute).filter(name -> !shown.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw DynamoErrors.invalid("Global secondary index " + one.name() + " does not project [" + String.join(", ", missing) + "]");
        }
    }
}
