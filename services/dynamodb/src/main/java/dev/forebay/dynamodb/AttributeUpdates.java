package dev.forebay.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;

/** The updates of old, {@code AttributeUpdates}, as an {@link Update}. */
final class AttributeUpdates {
    private AttributeUpdates() {}

    static Update update(Map<String, AttributeValueUpdate> updates) {
        List<Update.Action> actions = new ArrayList<>();
        updates.forEach((name, update) -> actions.add(action(Path.of(name), update)));
        return new Update(List.copyOf(actions));
    }

    private static Update.Action action(Path path, AttributeValueUpdate update) {
        AttributeAction action = update.action() == null ? AttributeAction.PUT : update.action();
        if (update.value() == null) {
            if (action != AttributeAction.DELETE) {
                throw DynamoErrors.invalid("Only DELETE action is allowed when no attribute value is specified");
            }
            return new Update.Remove(path);
        }
        Value value = AttributeValues.value(update.value());
        return switch (action) {
            case PUT -> new Update.Set(path, new SetValue.Given(value));
            case ADD -> add(path, value);
            case DELETE -> {
                if (value instanceof Value.AnySet elements) {
                    yield new Update.Delete(path, elements);
                }
                throw DynamoErrors.invalid("DELETE action with value is not supported for the type " + value.type());
            }
            case UNKNOWN_TO_SDK_VERSION -> throw DynamoErrors.invalid("Action is not known");
        };
    }

    private static Update.Action add(Path path, Value value) {
        return switch (value) {
            case Value.Numeric _, Value.AnySet _ -> new Update.Add(path, value);
            // AWS: to a list, ADD appends.
            case Value.ListOf _ -> new Update.Set(path, new SetValue.ListAppend(
                    new SetValue.IfNotExists(path, new SetValue.Given(new Value.ListOf(List.of()))), new SetValue.Given(value)));
            default -> throw DynamoErrors.invalid("ADD action is not supported for the type " + value.type());
        };
    }
}
