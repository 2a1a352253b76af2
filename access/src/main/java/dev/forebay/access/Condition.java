package dev.forebay.access;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a statement's Condition: an operator, a key, and what its values are compared with. Immutable.
 *
 * @param name      the operator as the policy spells it
 * @param operator  what it is
 * @param set       how it takes the values of the call
 * @param ifExists  whether it holds where the key is missing
 * @param key       in lower case
 * @param operands  of which one must match, or none for an operator that negates
 */
record Condition(String name, Operator operator, Quantifier set, boolean ifExists, String key, List<Operand> operands) {

    Condition {
        operands = List.copyOf(operands);
    }

    /**
     * Whether it holds for a call.
     *
     * @param cautious for a statement that allows: what is not known is not different
     */
    boolean holds(Context context, boolean cautious) {
        List<String> values = context.values(key);
        if (operator.asksPresence()) {
            return matches(values.isEmpty() ? "true" : "false", context);
        }
        if (values.isEmpty()) {
            return ifExists || set.holdsForNothing(operator.negated());
        }
        if (operator.negated() && cautious && !isFilled(context)) {
            return false;
        }
        return set.holds(values, this, context);
    }

    /** Whether one value does: matches an operand, or none for an operator that negates. */
    boolean accepts(String value, Context context) {
        return operator.negated() != matches(value, context);
    }

    boolean matches(String value, Context context) {
        for (int i = 0; i < operands.size(); i++) {
            if (operands.get(i).matches(value, context)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFilled(Context context) {
        return operands.stream().allMatch(operand -> operand.isFilled(context));
    }

    /** What it found, for the operator. */
    String explain(Context context) {
        List<String> values = context.values(key);
        return key + (values.isEmpty() ? " is missing" : " is " + String.join(", ", values)) + " (" + name + ")";
    }

    /** The keys that it reads, in lower case. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(key));
        operands.forEach(operand -> keys.addAll(operand.keys()));
        return keys;
    }
}
