package dev.forebay.dynamodb;

import java.nio.charset.StandardCharsets;
import java.math.BigDecimal;
import java.util.Optional;

/** What conditions compare: something given, something of the item, or the size of that. */
sealed interface Operand {

    Optional<Value> of(Item item);

    record Given(Value value) implements Operand {
        @Override
        public Optional<Value> of(Item item) {
            return Optional.of(value);
        }
    }

    record Stored(Path path) implements Operand {
        @Override
        public Optional<Value> of(Item item) {
            return path.in(item);
        }
    }

    record Size(Path path) implements Operand {
        @Override
        public Optional<Value> of(Item item) {
            return path.in(item).flatMap(Size::sizeOf).map(size -> new Value.Numeric(Numbers.checked(new BigDecimal(size))));
        }

        private static Optional<Integer> sizeOf(Value value) {
            return switch (value) {
                case Value.Text text -> Optional.of(text.text().getBytes(StandardCharsets.UTF_8).length);
                case Value.Binary binary -> Optional.of(binary.bytes().length);
                case Value.AnySet set -> Optional.of(set.elements().size());
                case Value.ListOf list -> Optional.of(list.elements().size());
                case Value.Document document -> Optional.of(document.members().size());
                case Value.Numeric _, Value.Bool _, Value.Null _ -> Optional.empty();
            };
        }
    }
}
