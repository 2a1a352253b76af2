package dev.forebay.sns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a message by the path to them. A path is a list of names.
 *
 * <p>AWS: a point in a name is as good as a level. A policy for {@code order.id} meets the property {@code order.id} and the
 * property {@code id} of the object {@code order}; so names are taken apart at their points, in policies and messages alike.
 */
final class FilterTree {
    /** Names in a path. Longer paths are refused in policies, so in messages nobody asks for them. */
    static final int DEEPEST = 100;

    /** A message that no policy accepts. */
    static final FilterTree EMPTY = new FilterTree(0);

    private static final char POINT = '.';

    private final int depth;
    private Map<String, FilterTree> children = Map.of();
    private List<FilterValue> values = List.of();

    private FilterTree(int depth) {
        this.depth = depth;
    }

    static FilterTree root() {
        return new FilterTree(0);
    }

    /** Takes a name apart at its points. */
    static List<String> names(String name) {
        if (name.indexOf(POINT) < 0) {
            return List.of(name);
        }
        return List.of(name.split("\\.", -1));
    }

    /** The node below this one, made if need be; {@code null} when it would be too deep for any policy. */
    FilterTree below(String name) {
        FilterTree node = this;
        for (String each : names(name)) {
            if (node.depth == DEEPEST) {
                return null;
            }
            node = node.child(each);
        }
        return node;
    }

    private FilterTree child(String name) {
        if (children.isEmpty()) {
            children = new HashMap<>();
        }
        return children.computeIfAbsent(name, _ -> new FilterTree(depth + 1));
    }

    void add(FilterValue value) {
        if (values.isEmpty()) {
            values = new ArrayList<>(1);
        }
        values.add(value);
    }

    Map<String, FilterTree> children() {
        return children;
    }

    List<FilterValue> values() {
        return values;
    }

    /** The values at a path; none when the message has none there. */
    List<FilterValue> at(String[] path) {
        FilterTree node = this;
        for (String name : path) {
            node = node.children.get(name);
            if (node == null) {
                return List.of();
            }
        }
        return node.values;
    }
}
