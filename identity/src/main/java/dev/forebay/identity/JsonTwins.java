package dev.forebay.identity;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds twins in a policy: a member that stands twice in its object, or, of the document and of a statement, two that differ by case only. What lies
 * deeper are names of others, which may. Reads to the first, or to the end.
 */
final class JsonTwins {
    /** The document, and the statements in it. */
    private static final int ELEMENTS = 2;

    private final Deque<Map<String, String>> objects = new ArrayDeque<>();

    /** Returns which, in words. */
    Optional<String> first(JsonParser parser) throws IOException {
        Optional<String> twins = Optional.empty();
        for (JsonToken token = parser.nextToken(); token != null && twins.isEmpty(); token = parser.nextToken()) {
            twins = seen(token, parser);
        }
        return twins;
    }

    private Optional<String> seen(JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case START_OBJECT -> objects.push(new HashMap<>());
            case END_OBJECT -> objects.pop();
            case FIELD_NAME -> {
                return seen(parser.currentName());
            }
            default -> { }
        }
        return Optional.empty();
    }

    private Optional<String> seen(String name) {
        String key = objects.size() <= ELEMENTS ? name.toLowerCase(Locale.ROOT) : name;
        return Optional.ofNullable(objects.peek().put(key, name))
                .map(before -> before.equals(name) ? name + " stands twice" : before + " and " + name + " differ by case only");
    }
}
