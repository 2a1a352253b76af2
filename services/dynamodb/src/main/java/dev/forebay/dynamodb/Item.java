package dev.forebay.dynamodb;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An item, or some of its attributes: values by name. Immutable. */
record Item(Map<String, Value> attributes) {

    /** What conditions see where there is no item. */
    static final Item NONE = new Item(Map.of());

    Optional<Value> get(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    boolean isEmpty() {
        return attributes.isEmpty();
    }

    /** The same with only these attributes. */
    Item only(Collection<String> names) {
        Map<String, Value> some = new LinkedHashMap<>();
        names.forEach(name -> get(name).ifPresent(value -> some.put(name, value)));
        return new Item(some);
    }

    /** The bytes that AWS counts: names and values. */
    int size() {
        return Sizes.of(attributes);
    }
}
