package dev.forebay.dynamodb;

import java.util.Arrays;
import java.util.Optional;

/** The six ways to compare two values. */
enum Comparison {
    EQ("="), NE("<>"), LT("<"), LE("<="), GT(">"), GE(">=");

    private final String sign;

    Comparison(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    static Optional<Comparison> of(String sign) {
        return Arrays.stream(values()).filter(one -> one.sign.equals(sign)).findFirst();
    }

    /** AWS: what is not there is equal to nothing, and neither less nor greater than anything. */
    boolean holds(Optional<Value> left, Optional<Value> right) {
        boolean equal = left.isPresent() && left.equals(right);
        if (this == EQ || this == NE) {
            return equal == (this == EQ);
        }
        if (!(left.orElse(null) instanceof Value.Scalar one && right.orElse(null) instanceof Value.Scalar other)
                || !one.type().equals(other.type())) {
            return false;
        }
        int order = compare(one, other);
        return switch (this) {
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            default -> order >= 0;
        };
    }

    /** Texts compare by their UTF-8. */
    static int compare(Value.Scalar one, Value.Scalar other) {
        if (one instanceof Value.Numeric left && other instanceof Value.Numeric right) {
            return left.number().compareTo(right.number());
        }
        return Arrays.compareUnsigned(ScalarFormat.bytes(one), ScalarFormat.bytes(other));
    }
}
