package dev.forebay.access;

import java.util.List;

/** What a condition compares values with. Immutable. */
interface Operand {

    /** Whether a value of the call is as the operand wants it. */
    boolean matches(String value, Context context);

    /** Whether the variables in it have values. */
    default boolean isFilled(Context context) {
        return true;
    }

    /** The keys of the variables in it, in lower case. */
    default List<String> keys() {
        return List.of();
    }
}
