package dev.forebay.sqs;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The little JSON that queue attributes hold, read with limits on size and depth. */
final class Json {
    private static final int MAX_LENGTH = 64 * 1024;
    /** Deeper than any policy; the parser takes a stack frame for each level. */
    private static final int MAX_DEPTH = 32;

    private Json() {}

    /** The one object that a text is; empty for any other text. */
    static Optional<JsonNode> object(String text) {
        if (text.length() > MAX_LENGTH || !isOneShallowValue(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonNode.parser().parse(text)).filter(JsonNode::isObject);
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** A member that is text, or a number taken as text. */
    static Optional<String> text(JsonNode object, String name) {
        return object.field(name).filter(node -> node.isString() || node.isNumber()).map(JsonNode::text);
    }

    /** The members of a list; anything else stands for a list of one. */
    static List<JsonNode> list(JsonNode node) {
        return node.isArray() ? node.asArray() : List.of(node);
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

    /** Whether brackets nest only so deep, and nothing but blanks follows the one that closes the first. */
    private static boolean isOneShallowValue(String text) {
        int depth = 0;
        boolean quoted = false;
        boolean over = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (over && c > ' ') {
                return false;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && (c == '{' || c == '[') && ++depth > MAX_DEPTH) {
                return false;
            } else if (!quoted && (c == '}' || c == ']')) {
                over = --depth <= 0;
            }
        }
        return over;
    }
}
