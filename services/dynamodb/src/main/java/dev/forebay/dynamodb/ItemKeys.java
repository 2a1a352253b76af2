package dev.forebay.dynamodb;

import dev.forebay.access.ConditionKeys;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a request does with items, in the words of conditions: which hash keys, which attributes, whether it names those that it wants.
 * It is read from the request by the same parsers that the operation uses, so that both understand the same. Not for several threads.
 */
final class ItemKeys {
    static final String LEADING_KEYS = "dynamodb:LeadingKeys";
    static final String ATTRIBUTES = "dynamodb:Attributes";
    static final String SELECT = "dynamodb:Select";
    static final String RETURN_VALUES = "dynamodb:ReturnValues";
    static final String RETURN_CONSUMED_CAPACITY = "dynamodb:ReturnConsumedCapacity";
    static final String ENCLOSING_OPERATION = "dynamodb:EnclosingOperation";
    private static final String NONE = "NONE";

    private final Set<String> leading = new LinkedHashSet<>();
    private final Set<String> attributes = new LinkedHashSet<>();
    private final ConditionKeys single = ConditionKeys.none();

    /** A key or an item, of which the hash key leads; without a table nobody knows which that is. */
    ItemKeys item(Optional<KeySchema> schema, Map<String, AttributeValue> item) {
        attributes.addAll(item.keySet());
        schema.map(known -> item.get(known.hash().name())).map(AttributeValues::value).ifPresent(value -> leading.add(text(value)));
        return this;
    }

    /** The hash key that a query asks for. */
    ItemKeys query(KeySchema schema, Condition onKey) {
        leading.add(text(KeyCondition.of(onKey, schema).hash()));
        return this;
    }

    /** A hash key as policies write it. */
    private static String text(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeric number -> Numbers.text(number.number());
            case Value.Binary binary -> Base64.getEncoder().encodeToString(binary.bytes());
            // No key: the operation refuses it.
            default -> value.type();
        };
    }

    ItemKeys condition(Condition condition) {
        FilterPaths.of(condition).forEach(path -> attributes.add(path.attribute()));
        return this;
    }

    ItemKeys update(Update update) {
        for (Update.Action action : update.actions()) {
            attributes.add(action.path().attribute());
            if (action instanceof Update.Set(Path _, SetValue value)) {
                read(value);
            }
        }
        return this;
    }

    /** What an update gives away of other attributes. */
    private void read(SetValue value) {
        switch (value) {
            case SetValue.Given _ -> { }
            case SetValue.Stored(Path path) -> attributes.add(path.attribute());
            case SetValue.IfNotExists(Path path, SetValue otherwise) -> {
                attributes.add(path.attribute());
                read(otherwise);
            }
            case SetValue.ListAppend(SetValue first, SetValue second) -> {
                read(first);
                read(second);
            }
            case SetValue.Sum(SetValue left, SetValue right, boolean _) -> {
                read(left);
                read(right);
            }
        }
    }

    /** What is to be shown; {@code select} is null where the request leaves it open, {@code whole} what it then stands for. */
    ItemKeys shows(Projection projection, String select, String whole) {
        projection.paths().forEach(path -> attributes.add(path.attribute()));
        single.with(SELECT, select != null ? select : projection.paths().isEmpty() ? whole : "SPECIFIC_ATTRIBUTES");
        return this;
    }

    /** AWS: what is not said stands for NONE. */
    ItemKeys returns(String values) {
        single.with(RETURN_VALUES, values == null ? NONE : values);
        return this;
    }

    ItemKeys consumed(String capacity) {
        single.with(RETURN_CONSUMED_CAPACITY, capacity == null ? NONE : capacity);
        return this;
    }

    ItemKeys within(String operation) {
        single.with(ENCLOSING_OPERATION, operation);
        return this;
    }

    /** All keys, beside others. */
    Map<String, List<String>> with(Map<String, List<String>> others) {
        ConditionKeys all = ConditionKeys.of(single.map()).with(LEADING_KEYS, leading).with(ATTRIBUTES, attributes);
        others.forEach(all::with);
        return all.map();
    }
}
