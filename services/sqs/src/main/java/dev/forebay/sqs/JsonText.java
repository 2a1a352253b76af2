package dev.forebay.sqs;

import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** JSON written back as text, members in the order in which they were read. */
final class JsonText {
    private JsonText() {}

    static String of(JsonNode node) {
        if (node.isObject()) {
            return node.asObject().entrySet().stream()
                    .map(member -> Json.quoted(member.getKey()) + ":" + of(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node.isArray()) {
            return node.asArray().stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
        }
        return node.isString() ? Json.quoted(node.text()) : node.isNull() ? "null" : node.text();
    }
}
