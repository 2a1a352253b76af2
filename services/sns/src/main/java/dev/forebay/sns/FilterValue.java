package dev.forebay.sns;

import java.util.Optional;

/** A string, number, true, false or null in a message, as conditions look at it. */
final class FilterValue {
    private static final String NULL = "null";

    final String text;
    private final boolean string;
    /** In hundred-thousandths, or {@link FilterNumber#NONE}. */
    final long number;
    /** The array element it is in, or {@code null}. */
    final FilterSlot slot;

    // Computed when first asked for; null until then.
    private Optional<FilterAddress> address;
    private String folded;

    private FilterValue(String text, boolean string, long number, FilterSlot slot) {
        this.text = text;
        this.string = string;
        this.number = number;
        this.slot = slot;
    }

    static FilterValue ofString(String text, FilterSlot slot) {
        return new FilterValue(text, true, FilterNumber.NONE, slot);
    }

    static FilterValue ofNumber(String text, FilterSlot slot) {
        return new FilterValue(text, false, FilterNumber.parse(text), slot);
    }

    /** True, false or null. */
    static FilterValue ofLiteral(String text, FilterSlot slot) {
        return new FilterValue(text, false, FilterNumber.NONE, slot);
    }

    boolean isString() {
        return string;
    }

    boolean isNumber() {
        return number != FilterNumber.NONE;
    }

    /** AWS: null and the empty string do not count as being there. */
    boolean isSomething() {
        return string ? !text.isEmpty() : !text.equals(NULL);
    }

    /** The text without regard to case. Of strings. */
    String folded() {
        if (folded == null) {
            folded = FilterCondition.IgnoreCase.fold(text);
        }
        return folded;
    }

    Optional<FilterAddress> address() {
        if (address == null) {
            address = string ? FilterAddress.parse(text) : Optional.empty();
        }
        return address;
    }
}
