package dev.forebay.dynamodb;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How large AWS says that things are, for limits and for capacity. */
final class Sizes {
    /** AWS: an item's limit, names included. */
    static final int MAX_ITEM = 400 * 1_024;

    private static final int CONTAINER = 3;
    private static final int ELEMENT = 1;

    private Sizes() {}

    static int of(Map<String, Value> attributes) {
        int size = 0;
        for (Map.Entry<String, Value> one : attributes.entrySet()) {
            size += utf8(one.getKey()) + of(one.getValue());
        }
        return size;
    }

    static int of(Value value) {
        return switch (value) {
            case Value.Text text -> utf8(text.text());
            case Value.Numeric numeric -> of(numeric.number());
            case Value.Binary binary -> binary.bytes().length;
            case Value.Bool _, Value.Null _ -> 1;
            case Value.TextSet set -> set.elements().stream().mapToInt(Sizes::utf8).sum();
            case Value.NumberSet set -> set.elements().stream().mapToInt(Sizes::of).sum();
            case Value.BinarySet set -> set.elements().stream().mapToInt(Sizes::of).sum();
            case Value.ListOf list -> CONTAINER + list.elements().stream().mapToInt(one -> ELEMENT + of(one)).sum();
            case Value.Document document -> CONTAINER + ELEMENT * document.members().size() + of(document.members());
        };
    }

    /** AWS: a byte for two digits, one more, and one for a sign. */
    private static int of(BigDecimal number) {
        return (number.precision() + 1) / 2 + 1 + (number.signum() < 0 ? 1 : 0);
    }

    static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
