package dev.forebay.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads JSON from strangers into {@link Json}. Stateless. */
final class JsonReader {

    /** Twice the largest policy that AWS takes. */
    private static final int MAX_LENGTH = 64 * 1024;

    /** Deeper than any policy; each level takes a stack frame. */
    private static final int MAX_DEPTH = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private static final JsonFactory WITHOUT_TWINS = FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonReader() {}

    static Optional<Json.Members> object(String text) {
        return object(FACTORY, text);
    }

    static Optional<Json.Members> objectWithoutTwins(String text) {
        return object(WITHOUT_TWINS, text);
    }

    static Optional<String> twins(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonTwins().first(parser);
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<Json.Members> object(JsonFactory factory, String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Json.Members object = members(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Json.Members members(JsonParser parser) throws IOException {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Members(Collections.unmodifiableMap(members));
    }

    private static Json value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> new Json.Text(parser.getText());
            default -> new Json.Bare(parser.getText());
        };
    }

    private static Json.Items items(JsonParser parser) throws IOException {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Items(Collections.unmodifiableList(items));
    }
}
