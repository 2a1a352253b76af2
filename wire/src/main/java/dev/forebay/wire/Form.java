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

    /** Twenty times what the largest batch that AWS takes has, and a few MiB: forms are parsed before anybody is authenticated. */
    private static final int MAX_NODES = 20_000;

    /** Twice the depth of AWS's deepest parameters. */
    private static final int MAX_DEPTH = 16;

    /** Most nodes are leaves and have no map of their own. */
    private Map<String, Form> children = Map.of();

    private String value;

    /** How many nodes are below; counted at the root. */
    private int nodes;

    /** The parameters of all the sources together: a query string, the body of a form. */
    static Form parse(byte[]... sources) {
        Form form = new Form();
        for (byte[] source : sources) {
            int start = 0;
            for (int i = 0; i <= source.length; i++) {
                if (i == source.length || source[i] == '&') {
                    form.parameter(source, start, i);
                    start = i + 1;
                }
            }
        }
        return form;
    }

    /** The text of a parameter. */
    Optional<String> text(String name) {
        Form child = children.get(name);
        return child == null ? Optional.empty() : Optional.ofNullable(child.value);
    }

    Optional<String> text() {
        return Optional.ofNullable(value);
    }

    /** The node below, or null. */
    Form child(String name) {
        return children.get(name);
    }

    /** Adds what the request says elsewhere than in its parameters; what these say comes first. */
    void putIfAbsent(String name, String text) {
        Form child = below(name, this);
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

    private void parameter(byte[] source, int start, int end) {
        if (start == end) {
            return;
        }
        int equals = start;
        while (equals < end && source[equals] != '=') {
            equals++;
        }
        Form node = at(decode(source, start, equals));
        if (node.value != null) {
            throw malformed("has a parameter twice");
        }
        node.value = decode(source, Math.min(equals + 1, end), end);
    }

    private Form at(String path) {
        Form node = this;
        int depth = 1;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            if (++depth > MAX_DEPTH) {
                throw malformed("has a parameter that is too deep");
            }
            node = node.below(path.substring(from, dot), this);
            from = dot + 1;
        }
        return node.below(from == 0 ? path : path.substring(from), this);
    }

    /** The node below; made, and counted at the root, when it is not there. */
    private Form below(String name, Form root) {
        Form child = children.get(name);
        if (child == null) {
            if (++root.nodes > MAX_NODES) {
                throw malformed("has too many parameters");
            }
            child = new Form();
            if (children.isEmpty()) {
                children = new HashMap<>();
            }
            children.put(name, child);
        }
        return child;
    }

    /** What has no escapes is copied at once: names, mostly. */
    private static String decode(byte[] source, int start, int end) {
        int special = start;
        while (special < end && source[special] != '%' && source[special] != '+') {
            special++;
        }
        return special == end ? utf8(source, start, end) : unescaped(source, start, special, end);
    }

    private static String unescaped(byte[] source, int start, int special, int end) {
        byte[] plain = new byte[end - start];
        int size = special - start;
        System.arraycopy(source, start, plain, 0, size);
        for (int i = special; i < end; i++) {
            if (source[i] == '%') {
                if (i + 2 >= end) {
                    throw malformed("has an incomplete escape");
                }
                plain[size++] = (byte) (digit(source[i + 1]) << 4 | digit(source[i + 2]));
                i += 2;
            } else {
                plain[size++] = source[i] == '+' ? (byte) ' ' : source[i];
            }
        }
        return utf8(plain, 0, size);
    }

    private static String utf8(byte[] bytes, int from, int to) {
        return Utf8.decode(bytes, from, to, () -> malformed("is not UTF-8"));
    }

    private static int digit(byte hex) {
        int digit = Character.digit(hex, 16);
        if (digit < 0) {
            throw malformed("has an invalid escape");
        }
        return digit;
    }

    private static WireException malformed(String what) {
        return WireException.of(400, "MalformedQueryString", "The query string " + what + ".");
    }
}
