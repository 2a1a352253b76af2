package dev.forebay.dynamodb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an UpdateItem does to an item. All is reckoned from the item as it was. */
record Update(List<Action> actions) {

    sealed interface Action {
        Path path();
    }

    record Set(Path path, SetValue value) implements Action {}

    record Remove(Path path) implements Action {}

    record Add(Path path, Value value) implements Action {}

    record Delete(Path path, Value.AnySet elements) implements Action {}

    Projection touched() {
        return new Projection(actions.stream().map(Action::path).toList());
    }

    /** AWS: keys cannot be changed. */
    void requireNoKey(KeySchema schema) {
        for (Action action : actions) {
            if (schema.names().contains(action.path().attribute())) {
                throw DynamoErrors.invalid("Cannot update attribute " + action.path().attribute() + ". This attribute is part of the key");
            }
        }
    }

    Item apply(Item before) {
        Edited edited = new Edited(before);
        List<Action> removals = new ArrayList<>();
        for (Action action : actions) {
            switch (action) {
                case Set(Path path, SetValue value) -> edited.put(path, value.of(before).orElseThrow(() -> DynamoErrors.validation(
                        "The provided expression refers to an attribute that does not exist in the item")));
                case Add(Path path, Value value) -> edited.put(path, sum(path.in(before), value));
                case Delete(Path path, Value.AnySet elements) -> path.in(before).map(old -> without(old, elements)).ifPresent(left ->
                        left.ifPresentOrElse(some -> edited.put(path, some), () -> removals.add(action)));
                case Remove _ -> removals.add(action);
            }
        }
        // From the back, so that positions in a list mean what they meant before.
        removals.stream().map(Action::path).sorted(Update::lastFirst).forEach(edited::remove);
        return edited.item();
    }

    private static int lastFirst(Path one, Path other) {
        int shared = Math.min(one.steps().size(), other.steps().size());
        for (int i = 0; i < shared; i++) {
            if (one.steps().get(i) instanceof Path.Position(int mine) && other.steps().get(i) instanceof Path.Position(int yours) && mine != yours) {
                return Integer.compare(yours, mine);
            }
            if (!one.steps().get(i).equals(other.steps().get(i))) {
                return one.steps().get(i).toString().compareTo(other.steps().get(i).toString());
            }
        }
        return 0;
    }

    private static Value sum(Optional<Value> old, Value added) {
        if (old.isEmpty()) {
            return added;
        }
        if (old.get() instanceof Value.Numeric one && added instanceof Value.Numeric other) {
            return new Value.Numeric(Numbers.checked(one.number().add(other.number())));
        }
        if (old.get() instanceof Value.AnySet one && added instanceof Value.AnySet other && one.type().equals(other.type())) {
            return combined(one, other, true).orElseThrow();
        }
        throw incorrectType();
    }

    private static Optional<Value> without(Value old, Value.AnySet elements) {
        if (old instanceof Value.AnySet set && set.type().equals(elements.type())) {
            return combined(set, elements, false);
        }
        throw incorrectType();
    }

    /** Empty when nothing is left. */
    private static Optional<Value> combined(Value.AnySet one, Value.AnySet other, boolean union) {
        Value.AnySet set = switch (one) {
            case Value.TextSet(SortedSet<String> elements) -> new Value.TextSet(combined(elements, ((Value.TextSet) other).elements(), union));
            case Value.NumberSet(SortedSet<BigDecimal> elements) ->
                    new Value.NumberSet(combined(elements, ((Value.NumberSet) other).elements(), union));
            case Value.BinarySet(SortedSet<Value.Binary> elements) ->
                    new Value.BinarySet(combined(elements, ((Value.BinarySet) other).elements(), union));
        };
        return Optional.<Value>of(set).filter(_ -> !set.elements().isEmpty());
    }

    private static <T> SortedSet<T> combined(SortedSet<T> one, SortedSet<T> other, boolean union) {
        SortedSet<T> all = new TreeSet<>(one);
        if (union) {
            all.addAll(other);
        } else {
            all.removeAll(other);
        }
        return Collections.unmodifiableSortedSet(all);
    }

    private static RuntimeException incorrectType() {
        return DynamoErrors.validation("An operand in the update expression has an incorrect data type");
    }
}
