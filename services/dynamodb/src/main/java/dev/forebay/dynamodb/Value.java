package dev.forebay.dynamodb;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** The value of an attribute: DynamoDB's ten types. Immutable; equal when DynamoDB says so. */
sealed interface Value {

    /** DynamoDB's name of the type, such as {@code S}. */
    String type();

    /** A value that can be a key, and has an order. */
    sealed interface Scalar extends Value {}

    record Text(String text) implements Scalar {
        @Override
        public String type() {
            return "S";
        }
    }

    /** {@code number} has no trailing zeros: {@link Numbers} made it. */
    record Numeric(BigDecimal number) implements Scalar {
        @Override
        public String type() {
            return "N";
        }
    }

    record Binary(byte[] bytes) implements Scalar, Comparable<Binary> {
        @Override
        public String type() {
            return "B";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Binary binary && Arrays.equals(bytes, binary.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public int compareTo(Binary other) {
            return Arrays.compareUnsigned(bytes, other.bytes);
        }
    }

    record Bool(boolean is) implements Value {
        @Override
        public String type() {
            return "BOOL";
        }
    }

    record Null() implements Value {
        @Override
        public String type() {
            return "NULL";
        }
    }

    /** A set of texts, numbers or byte strings. Never empty. */
    sealed interface AnySet extends Value {
        SortedSet<?> elements();
    }

    record TextSet(SortedSet<String> elements) implements AnySet {
        @Override
        public String type() {
            return "SS";
        }
    }

    record NumberSet(SortedSet<BigDecimal> elements) implements AnySet {
        @Override
        public String type() {
            return "NS";
        }
    }

    record BinarySet(SortedSet<Binary> elements) implements AnySet {
        @Override
        public String type() {
            return "BS";
        }
    }

    record ListOf(List<Value> elements) implements Value {
        @Override
        public String type() {
            return "L";
        }
    }

    record Document(Map<String, Value> members) implements Value {
        @Override
        public String type() {
            return "M";
        }
    }
}
