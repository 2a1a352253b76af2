package dev.forebay.sns;

import java.util.List;

/**
 * One thing that a filter policy says of a property: one element of the array behind its name. Any one of them suffices.
 * Conditions are values: equal ones are interchangeable, and an index asks equal ones only once.
 */
sealed interface FilterCondition {

    boolean matches(FilterValue value);

    /** Whether the condition is met by a message that does not have the property at all. */
    default boolean acceptsAbsence() {
        return false;
    }

    /** A string, letter for letter. */
    record Text(String text) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return value.isString() && value.text.equals(text);
        }
    }

    /** True, false, null, or a number that is too large to be compared as one. */
    record Literal(String text) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return !value.isString() && value.text.equals(text);
        }
    }

    /** Numbers from {@code low} to {@code high}, both included, in hundred-thousandths. */
    record Range(long low, long high) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return value.isNumber() && low <= value.number && value.number <= high;
        }

        boolean isPoint() {
            return low == high;
        }
    }

    record Prefix(String prefix) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return value.isString() && value.text.startsWith(prefix);
        }
    }

    record Suffix(String suffix) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return value.isString() && value.text.endsWith(suffix);
        }
    }

    /** A string without regard to case; {@code folded} is what {@link #fold} makes of it. */
    record IgnoreCase(String folded) implements FilterCondition {
        static IgnoreCase of(String text) {
            return new IgnoreCase(fold(text));
        }

        /** Letter by letter and without a language, so that the result does not depend on where the server runs. */
        static String fold(String text) {
            StringBuilder folded = new StringBuilder(text.length());
            text.codePoints().map(Character::toUpperCase).map(Character::toLowerCase).forEach(folded::appendCodePoint);
            return folded.toString();
        }

        @Override
        public boolean matches(FilterValue value) {
            return value.isString() && value.folded().equals(folded);
        }
    }

    /** A pattern; {@code parts} are the texts around its asterisks, at least one, of which any may be empty. */
    record Wildcard(List<String> parts) implements FilterCondition {
        int asterisks() {
            return parts.size() - 1;
        }

        @Override
        public boolean matches(FilterValue value) {
            return value.isString() && matches(value.text);
        }

        private boolean matches(String text) {
            String last = parts.getLast();
            if (parts.size() == 1) {
                return text.equals(last);
            }
            int from = parts.getFirst().length();
            int to = text.length() - last.length();
            if (from > to || !text.startsWith(parts.getFirst()) || !text.endsWith(last)) {
                return false;
            }
            for (String part : parts.subList(1, asterisks())) {
                int found = text.indexOf(part, from);
                if (found < 0 || found + part.length() > to) {
                    return false;
                }
                from = found + part.length();
            }
            return true;
        }
    }

    record Cidr(FilterAddress network, int bits) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return value.address().filter(it -> it.six() == network.six() && it.network(bits).equals(network)).isPresent();
        }
    }

    record Exists(boolean present) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            return present && value.isSomething();
        }

        @Override
        public boolean acceptsAbsence() {
            return !present;
        }
    }

    /** Any value but those that meet one of the conditions. AWS: of several values in an array, one that is not excluded suffices. */
    record AnythingBut(List<FilterCondition> excluded) implements FilterCondition {
        @Override
        public boolean matches(FilterValue value) {
            for (FilterCondition each : excluded) {
                if (each.matches(value)) {
                    return false;
                }
            }
            return true;
        }
    }
}
