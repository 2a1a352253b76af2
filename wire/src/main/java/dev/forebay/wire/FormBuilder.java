package dev.forebay.wire;

/** Grows a form parameter by parameter, within limits: forms are parsed before anybody is authenticated. Used by one thread. */
final class FormBuilder {

    /** Twenty times what the largest batch that AWS takes has, and a few MiB. */
    private static final int MAX_NODES = 20_000;

    /** Twice the depth of AWS's deepest parameters. */
    private static final int MAX_DEPTH = 16;

    private final Form root = new Form();
    private int nodes;

    /** What the last parameter was in, such as {@code Attribute.1.}, its node and how deep that is: the next is often there, too. */
    private String prefix = "";
    private Form holder = root;
    private int depth;

    Form root() {
        return root;
    }

    FormBuilder addAll(byte[] source) {
        FormInput in = new FormInput(source);
        while (in.hasNext()) {
            Form node = node(in.name());
            if (node.text().isPresent()) {
                throw FormInput.malformed("has a parameter twice");
            }
            node.setText(in.value());
        }
        return this;
    }

    private Form node(String path) {
        if (!path.startsWith(prefix)) {
            prefix = "";
            holder = root;
            depth = 0;
        }
        int step = prefix.length();
        for (int dot = path.indexOf('.', step); dot >= 0; dot = path.indexOf('.', step)) {
            if (++depth == MAX_DEPTH) {
                throw FormInput.malformed("has a parameter that is too deep");
            }
            holder = below(path.substring(step, dot));
            step = dot + 1;
        }
        if (step > prefix.length()) {
            prefix = path.substring(0, step);
        }
        return below(path.substring(step));
    }

    private Form below(String name) {
        Form known = holder.child(name);
        if (known != null) {
            return known;
        }
        if (++nodes > MAX_NODES) {
            throw FormInput.malformed("has too many parameters");
        }
        return holder.put(name, new Form());
    }
}
