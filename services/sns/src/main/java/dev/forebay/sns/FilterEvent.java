package dev.forebay.sns;

import java.util.Map;

/**
 * One published message as filters see it. Made once a publish; its attributes and its body are taken apart when the first
 * policy asks for them. For one thread at a time.
 */
final class FilterEvent {
    private static final String ARRAY = ".Array";

    private final Map<String, MessageAttribute> attributes;
    private final String text;
    private FilterTree attributeTree;
    private FilterTree bodyTree;

    private FilterEvent(Map<String, MessageAttribute> attributes, String text) {
        this.attributes = attributes;
        this.text = text;
    }

    static FilterEvent of(Map<String, MessageAttribute> attributes, String messageText) {
        return new FilterEvent(attributes, messageText);
    }

    /** What a scope looks at. {@link FilterTree#EMPTY} when there is nothing, and then no policy accepts the message. */
    FilterTree values(FilterScope scope) {
        return scope == FilterScope.MESSAGE_BODY ? body() : attributes();
    }

    private FilterTree body() {
        if (bodyTree == null) {
            bodyTree = FilterBody.read(text);
        }
        return bodyTree;
    }

    private FilterTree attributes() {
        if (attributeTree == null) {
            attributeTree = attributes.values().stream().allMatch(MessageAttribute::isBinary) ? FilterTree.EMPTY : readAttributes();
        }
        return attributeTree;
    }

    private FilterTree readAttributes() {
        FilterTree root = FilterTree.root();
        attributes.forEach((name, attribute) -> {
            // AWS: binary attributes are ignored.
            FilterTree node = attribute.isBinary() ? null : root.below(name);
            if (node != null) {
                read(attribute, node);
            }
        });
        return root;
    }

    private static void read(MessageAttribute attribute, FilterTree node) {
        if (attribute.type().endsWith(ARRAY) && FilterBody.readArray(attribute.text(), node)) {
            return;
        }
        boolean number = attribute.type().equals("Number") || attribute.type().startsWith("Number.");
        node.add(number ? FilterValue.ofNumber(attribute.text(), null) : FilterValue.ofString(attribute.text(), null));
    }
}
