package dev.forebay.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Query parameters as a tree: {@code Attribute.1.Name=x} is a node Attribute with a child 1 with a child Name. Numbers
 * are names as well, so that a huge one costs nothing. Used by one thread.
 */
final class Form {

    private static final int TYPICAL_CHILDREN = 8;

    /** Most nodes are leaves and have no map of their own. */
    private Map<String, Form> children = Map.of();

    private String value;

    /** The parameters of all the sources together: a query string, the body of a form. */
    static Form parse(byte[]... sources) {
        FormBuilder builder = new FormBuilder();
        for (byte[] source : sources) {
            builder.addAll(source);
        }
        return builder.root();
    }

    /** The text of a parameter. */
    Optional<String> text(String name) {
        Form child = children.get(name);
        return child == null ? Optional.empty() : Optional.ofNullable(child.value);
    }

    Optional<String> text() {
        return Optional.ofNullable(value);
    }

    void setText(String text) {
        value = text;
    }

    /** The node below, or null. */
    Form child(String name) {
        return children.get(name);
    }

    Form put(String name, Form child) {
        if (children.isEmpty()) {
            children = new HashMap<>(TYPICAL_CHILDREN);
        }
        children.put(name, child);
        return child;
    }

    /** Adds what the request says elsewhere than in its parameters; what these say comes first. */
    void putIfAbsent(String name, String text) {
        Form child = child(name) == null ? put(name, new Form()) : child(name);
        if (child.value == null) {
            child.value = text;
        }
    }

    /** The items of a list or map by their numbers; gaps are closed up, as AWS does. */
    List<Form> items(String below) {
        Form holder = children.getOrDefault(below, this);
        int size = holder.children.size();
        List<Form> items = new ArrayList<>(size);
        for (int number = 1; number <= size; number++) {
            Form item = holder.children.get(Integer.toString(number));
            if (item == null) {
                return holder.sparseItems();
            }
            items.add(item);
        }
        return items;
    }

    private List<Form> sparseItems() {
        Map<Integer, Form> items = new TreeMap<>();
        children.forEach((number, item) -> items.put(number(number), item));
        return List.copyOf(items.values());
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0 && text.equals(Integer.toString(number))) {
                return number;
            }
        } catch (NumberFormatException e) {
            // As wrong as zero: told below.
        }
        throw WireException.of(400, "MalformedInput", "A list is indexed by something that is not a number from 1 on.");
    }
}
