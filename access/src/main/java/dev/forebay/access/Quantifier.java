package dev.forebay.access;

import java.util.List;

/** How a condition takes several values of a key. */
enum Quantifier {
    /** As if there were one: an operator holds when one value matches, its negation when none does. */
    ONE,
    /** {@code ForAllValues}: each value must do. */
    ALL,
    /** {@code ForAnyValue}: one value must do. */
    ANY;

    /** Whether a condition holds where the key is missing. */
    boolean holdsForNothing(boolean negated) {
        return switch (this) {
            case ONE -> negated;
            case ALL -> true; // AWS: all of nothing do.
            case ANY -> false;
        };
    }

    boolean holds(List<String> values, Condition condition, Context context) {
        boolean each = this == ALL || this == ONE && condition.operator().negated();
        for (int i = 0; i < values.size(); i++) {
            if (condition.accepts(values.get(i), context) != each) {
                return !each;
            }
        }
        return each;
    }
}
