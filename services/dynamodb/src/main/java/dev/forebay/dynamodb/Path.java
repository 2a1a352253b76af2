package dev.forebay.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A document path: an attribute, and steps into its maps and lists. */
record Path(List<Step> steps) {

    sealed interface Step {}

    record Name(String name) implements Step {
        @Override
        public String toString() {
            return name;
        }
    }

    record Position(int position) implements Step {
        @Override
        public String toString() {
            return "[" + position + "]";
        }
    }

    static Path of(String attribute) {
        return new Path(List.of(new Name(attribute)));
    }

    /** The attribute in which the path begins. */
    String attribute() {
        return ((Name) steps.getFirst()).name;
    }

    boolean isAttribute() {
        return steps.size() == 1;
    }

    Optional<Value> in(Item item) {
        Optional<Value> at = item.get(attribute());
        for (Step step : steps.subList(1, steps.size())) {
            at = at.flatMap(value -> into(value, step));
        }
        return at;
    }

    private static Optional<Value> into(Value value, Step step) {
        if (value instanceof Value.Document(Map<String, Value> members) && step instanceof Name(String name)) {
            return Optional.ofNullable(members.get(name));
        }
        if (value instanceof Value.ListOf(List<Value> elements) && step instanceof Position(int position)) {
            return position < elements.size() ? Optional.of(elements.get(position)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether one path leads into what the other leads to. */
    boolean overlaps(Path other) {
        int shared = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, shared).equals(other.steps.subList(0, shared));
    }

    /** Whether the paths part where one wants a map and the other a list. */
    boolean conflicts(Path other) {
        int shared = Math.min(steps.size(), other.steps.size());
        for (int i = 0; i < shared; i++) {
            if (!steps.get(i).equals(other.steps.get(i))) {
                return steps.get(i).getClass() != other.steps.get(i).getClass();
            }
        }
        return false;
    }

    /** As AWS shows it in errors. */
    @Override
    public String toString() {
        return steps.stream().map(Step::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
