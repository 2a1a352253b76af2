package dev.forebay.dynamodb;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** What SET gives to an attribute, reckoned from the item as it was. */
sealed interface SetValue {

    /** Empty when the item lacks what it refers to. */
    Optional<Value> of(Item before);

    record Given(Value value) implements SetValue {
        @Override
        public Optional<Value> of(Item before) {
            return Optional.of(value);
        }
    }

    record Stored(Path path) implements SetValue {
        @Override
        public Optional<Value> of(Item before) {
            return path.in(before);
        }
    }

    record IfNotExists(Path path, SetValue otherwise) implements SetValue {
        @Override
        public Optional<Value> of(Item before) {
            return path.in(before).or(() -> otherwise.of(before));
        }
    }

    record ListAppend(SetValue first, SetValue second) implements SetValue {
        @Override
        public Optional<Value> of(Item before) {
            return first.of(before).flatMap(one -> second.of(before).map(two ->
                    new Value.ListOf(Stream.concat(list(one).elements().stream(), list(two).elements().stream()).toList())));
        }

        private static Value.ListOf list(Value value) {
            if (value instanceof Value.ListOf list) {
                return list;
            }
            throw incorrectType();
        }
    }

    /** A sum, or a difference. */
    record Sum(SetValue left, SetValue right, boolean minus) implements SetValue {
        @Override
        public Optional<Value> of(Item before) {
            return left.of(before).flatMap(one -> right.of(before).map(two -> {
                BigDecimal other = number(two);
                return new Value.Numeric(Numbers.checked(number(one).add(minus ? other.negate() : other)));
            }));
        }

        private static BigDecimal number(Value value) {
            if (value instanceof Value.Numeric numeric) {
                return numeric.number();
            }
            throw incorrectType();
        }
    }

    private static RuntimeException incorrectType() {
        return DynamoErrors.validation("An operand in the update expression has an incorrect data type");
    }
}
