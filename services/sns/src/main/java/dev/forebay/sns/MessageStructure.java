package dev.forebay.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A message that has a text for each protocol: a JSON object with at least the text {@code default}. */
final class MessageStructure {
    private static final int MAX_DEPTH = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private final Map<String, String> texts;

    private MessageStructure(Map<String, String> texts) {
        this.texts = texts;
    }

    /** Reads a structure from outside. AWS: of twins the last counts, and what is no text is passed over. */
    static MessageStructure checked(String json) {
        Map<String, String> texts;
        try {
            texts = read(json);
        } catch (IOException malformed) {
            throw SnsErrors.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        if (!texts.containsKey("default")) {
            throw SnsErrors.invalidParameter("Message Structure - No default entry in JSON message body");
        }
        return new MessageStructure(texts);
    }

    /** Reads a structure that was checked when it was published. */
    static MessageStructure of(String json) {
        try {
            return new MessageStructure(read(json));
        } catch (IOException e) {
            throw new IllegalStateException("a message structure that was checked is none", e);
        }
    }

    /** The text for a key such as {@code sqs} or {@code APNS}, or the default. */
    String text(String key) {
        return texts.getOrDefault(key, texts.get("default"));
    }

    /** Whether there is a text of its own for a key. */
    boolean has(String key) {
        return texts.containsKey(key);
    }

    private static Map<String, String> read(String json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not an object");
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else {
                    texts.remove(name);
                    parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one value");
            }
        }
        return texts;
    }
}
