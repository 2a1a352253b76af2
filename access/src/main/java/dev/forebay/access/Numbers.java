package dev.forebay.access;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Numbers as operands: decimal, compared exactly. */
final class Numbers {

    /** More than any number that a key can have. */
    private static final int MAX_LENGTH = 64;

    private Numbers() {}

    /** A value that stands in a certain order to a number: negative for less. */
    static Operand compared(String text, IntPredicate wanted) {
        BigDecimal number = parse(text).orElseThrow(() -> new Malformed("not a number: " + text));
        return (value, context) -> parse(value).filter(other -> wanted.test(other.compareTo(number))).isPresent();
    }

    private static Optional<BigDecimal> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
