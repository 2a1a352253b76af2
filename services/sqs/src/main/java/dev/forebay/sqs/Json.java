package dev.forebay.sqs;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The little JSON that queue attributes hold, read with limits on size and depth. */
final class Json {
    private static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_DEPTH = 32;

    private Json() {}

    /** An object in an attribute's value. */
    static JsonNode object(String text, String attribute) {
        if (text.length() <= MAX_LENGTH && depth(text) <= MAX_DEPTH) {
            try {
                JsonNode node = JsonNode.parser().parse(text);
                if (node.isObject()) {
                    return node;
                }
            } catch (RuntimeException malformed) {
                throw SqsErrors.invalidAttributeValue(attribute);
            }
        }
        throw SqsErrors.invalidAttributeValue(attribute);
    }

    /** A member that is text, or a number or truth value taken as text. */
    static Optional<String> text(JsonNode object, String name) {
        return object.field(name).filter(node -> node.isString() || node.isNumber()).map(JsonNode::text);
    }

    /** The texts of a member that is a list; one text stands for a list of one. */
    static List<String> texts(JsonNode object, String name) {
        return object.field(name).map(Json::texts).orElse(List.of());
    }

    static List<String> texts(JsonNode node) {
        if (node.isArray()) {
            return node.asArray().stream().map(JsonNode::text).toList();
        }
        return List.of(node.text());
    }

    static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /** How deep brackets nest, counting those in texts too: an upper bound that needs no parser. */
    private static int depth(String text) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' || c == '[') {
                deepest = Math.max(deepest, ++depth);
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        return deepest;
    }
}
