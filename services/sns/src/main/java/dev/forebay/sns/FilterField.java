package dev.forebay.sns;

import java.util.List;

/** One property that a filter policy names, and what may be there. Neither array is to be changed. */
record FilterField(String[] path, FilterCondition[] conditions) {

    /** The first value that meets a condition; {@code null} when none does. */
    FilterValue first(List<FilterValue> values) {
        for (FilterValue value : values) {
            if (accepts(value)) {
                return value;
            }
        }
        return null;
    }

    boolean accepts(FilterValue value) {
        for (FilterCondition condition : conditions) {
            if (condition.matches(value)) {
                return true;
            }
        }
        return false;
    }

    boolean acceptsAbsence() {
        for (FilterCondition condition : conditions) {
            if (condition.acceptsAbsence()) {
                return true;
            }
        }
        return false;
    }
}
