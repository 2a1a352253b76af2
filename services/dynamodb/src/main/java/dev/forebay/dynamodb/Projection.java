package dev.forebay.dynamodb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which parts of an item are shown. */
record Projection(List<Path> paths) {

    /** Everything. */
    static final Projection ALL = new Projection(List.of());

    Item of(Item item) {
        if (paths.isEmpty()) {
            return item;
        }
        Tree tree = new Tree();
        for (Path path : paths) {
            if (path.in(item).isPresent()) {
                tree.at(path);
            }
        }
        return new Item(tree.members(item.attributes()));
    }

    /** The paths as a tree: what is kept of a value; a leaf keeps all of it. */
    private static final class Tree {
        private final Map<String, Tree> names = new LinkedHashMap<>();
        private final Map<Integer, Tree> positions = new TreeMap<>();

        void at(Path path) {
            Tree tree = this;
            for (Path.Step step : path.steps()) {
                tree = switch (step) {
                    case Path.Name(String name) -> tree.names.computeIfAbsent(name, _ -> new Tree());
                    case Path.Position(int position) -> tree.positions.computeIfAbsent(position, _ -> new Tree());
                };
            }
        }

        Map<String, Value> members(Map<String, Value> all) {
            Map<String, Value> some = new LinkedHashMap<>();
            names.forEach((name, tree) -> Optional.ofNullable(all.get(name)).ifPresent(value -> some.put(name, tree.of(value))));
            return some;
        }

        /** AWS: what is kept of a list moves together. */
        private Value of(Value value) {
            return switch (value) {
                case Value.Document document when !names.isEmpty() -> new Value.Document(members(document.members()));
                case Value.ListOf list when !positions.isEmpty() -> new Value.ListOf(positions.entrySet().stream()
                        .map(one -> one.getValue().of(list.elements().get(one.getKey()))).toList());
                default -> value;
            };
        }
    }
}
