package dev.forebay.sns;

import java.util.HashMap;
import java.util.Map;

/** A node of the tree of paths in an index: what is found by the property here, and what is below it. */
final class FilterPathIndex<S> {
    private final Map<String, FilterPathIndex<S>> children = new HashMap<>(0);
    /** Null until an entry is found by this very property. */
    private FilterConditionIndex<S> conditions;
    private int entries;

    /** The conditions at a path, made if need be. */
    FilterConditionIndex<S> at(String[] path) {
        FilterPathIndex<S> node = this;
        for (String name : path) {
            node = node.children.computeIfAbsent(name, _ -> new FilterPathIndex<>());
        }
        if (node.conditions == null) {
            node.conditions = new FilterConditionIndex<>();
        }
        return node.conditions;
    }

    /** How crowded it is where a field would be found: the entries that one more would be visited together with. */
    long crowd(FilterField field) {
        FilterPathIndex<S> node = this;
        for (String name : field.path()) {
            node = node.children.get(name);
            if (node == null) {
                return 0;
            }
        }
        long crowd = 0;
        for (FilterCondition condition : field.conditions()) {
            crowd += node.conditions == null ? 0 : node.conditions.crowd(condition);
        }
        return crowd;
    }

    /** Counts entries along a path, and forgets the nodes that have none left. */
    void count(String[] path, int change) {
        FilterPathIndex<S> node = this;
        for (String name : path) {
            FilterPathIndex<S> child = node.children.get(name);
            child.entries += change;
            if (child.entries == 0) {
                node.children.remove(name);
                return;
            }
            node = child;
        }
    }

    /** Goes down both trees at once, along the smaller of the two at each level. */
    void match(FilterTree tree, FilterMatch<S> match) {
        if (conditions != null) {
            for (FilterValue value : tree.values()) {
                conditions.match(value, match);
            }
        }
        if (children.size() <= tree.children().size()) {
            children.forEach((name, child) -> child.matchBelow(tree.children().get(name), match));
        } else {
            tree.children().forEach((name, below) -> {
                FilterPathIndex<S> child = children.get(name);
                if (child != null) {
                    child.match(below, match);
                }
            });
        }
    }

    private void matchBelow(FilterTree below, FilterMatch<S> match) {
        if (below != null) {
            match(below, match);
        }
    }
}
