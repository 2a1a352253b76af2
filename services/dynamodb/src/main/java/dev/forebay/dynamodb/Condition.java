package dev.forebay.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What must hold of an item. */
sealed interface Condition {

    /** Holds of everything. */
    Condition ALWAYS = new All(List.of());

    boolean holds(Item item);

    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Item item) {
            return conditions.stream().allMatch(one -> one.holds(item));
        }
    }

    record Any(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(Item item) {
            return conditions.stream().anyMatch(one -> one.holds(item));
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean holds(Item item) {
            return !condition.holds(item);
        }
    }

    record Compare(Operand left, Comparison how, Operand right) implements Condition {
        @Override
        public boolean holds(Item item) {
            return how.holds(left.of(item), right.of(item));
        }
    }

    record Between(Operand operand, Operand low, Operand high) implements Condition {
        @Override
        public boolean holds(Item item) {
            return Comparison.GE.holds(operand.of(item), low.of(item)) && Comparison.LE.holds(operand.of(item), high.of(item));
        }
    }

    record In(Operand operand, List<Operand> among) implements Condition {
        @Override
        public boolean holds(Item item) {
            return among.stream().anyMatch(one -> Comparison.EQ.holds(operand.of(item), one.of(item)));
        }
    }

    record Exists(Path path) implements Condition {
        @Override
        public boolean holds(Item item) {
            return path.in(item).isPresent();
        }
    }

    record OfType(Path path, String type) implements Condition {
        @Override
        public boolean holds(Item item) {
            return path.in(item).filter(value -> value.type().equals(type)).isPresent();
        }
    }

    record BeginsWith(Operand operand, Operand prefix) implements Condition {
        @Override
        public boolean holds(Item item) {
            return operand.of(item).flatMap(value -> prefix.of(item).map(start -> begins(value, start))).orElse(false);
        }

        private static boolean begins(Value value, Value start) {
            if (!value.type().equals(start.type()) || start instanceof Value.Numeric || !(value instanceof Value.Scalar scalar)) {
                return false;
            }
            byte[] all = ScalarFormat.bytes(scalar);
            byte[] first = ScalarFormat.bytes((Value.Scalar) start);
            return all.length >= first.length && Arrays.equals(all, 0, first.length, first, 0, first.length);
        }
    }

    record Contains(Operand operand, Operand part) implements Condition {
        @Override
        public boolean holds(Item item) {
            return operand.of(item).flatMap(value -> part.of(item).map(wanted -> contains(value, wanted))).orElse(false);
        }

        private static boolean contains(Value value, Value wanted) {
            return switch (value) {
                case Value.Text(String text) -> wanted instanceof Value.Text(String part) && text.contains(part);
                case Value.Binary(byte[] bytes) -> wanted instanceof Value.Binary(byte[] part) && latin(bytes).contains(latin(part));
                case Value.TextSet set -> wanted instanceof Value.Text(String one) && set.elements().contains(one);
                case Value.NumberSet set -> wanted instanceof Value.Numeric one && set.elements().contains(one.number());
                case Value.BinarySet set -> wanted instanceof Value.Binary one && set.elements().contains(one);
                case Value.ListOf list -> list.elements().contains(wanted);
                case Value.Numeric _, Value.Bool _, Value.Null _, Value.Document _ -> false;
            };
        }

        private static String latin(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** Whether the condition holds of an item that may not be there. */
    default boolean holds(Optional<Item> item) {
        return holds(item.orElse(Item.NONE));
    }
}
