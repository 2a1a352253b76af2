package dev.forebay.couriers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON that push providers speak, as maps, lists, text, numbers, truths and null. Reading has limits on length and
 * depth; members keep their order; of twins the last counts.
 */
public final class PushJson {
    /** More than any message or answer: SNS takes 256 KiB, and what it wraps grows by escaping. */
    private static final int MAX_LENGTH = 2 << 20;
    /** Deeper than any payload; the reader takes a stack frame for each level. */
    private static final int MAX_DEPTH = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxDocumentLength(MAX_LENGTH).build())
            .build();

    private PushJson() {}

    /** The one object that a text is; empty for any other text. */
    public static Optional<Map<String, Object>> object(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> object = members(parser);
            return parser.nextToken() == null ? Optional.of(object) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** A member that is an object; empty when there is none. */
    public static Map<String, Object> object(Map<String, Object> from, String name) {
        return asObject(from.get(name));
    }

    /** A member that is text; empty when there is none. */
    public static String text(Map<String, Object> from, String name) {
        return from.get(name) instanceof String text ? text : "";
    }

    /** The value if it is an object, else one with no members. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> asObject(Object value) {
        return value instanceof Map<?, ?> object ? (Map<String, Object>) object : Map.of();
    }

    /** The text of an object made of maps, lists, text, numbers, truths and null. */
    public static String write(Map<String, Object> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            write(out, object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> object -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> member : object.entrySet()) {
                    out.writeFieldName((String) member.getKey());
                    write(out, member.getValue());
                }
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Number number -> out.writeNumber(number.toString());
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass().getName());
        }
    }
}
