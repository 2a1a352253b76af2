package dev.forebay.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The flat JSON objects that some attributes are: member names and texts, read with limits on size and depth. */
final class JsonTexts {
    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_DEPTH = 8;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private JsonTexts() {}

    /** The members of an object that are texts or numbers; {@code attribute} names it where it is none. */
    static Map<String, String> of(String attribute, String json) {
        if (json.length() > MAX_LENGTH) {
            throw new AttributeRefused(attribute + ": too long");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return read(parser);
        } catch (JsonProcessingException malformed) {
            // AWS shows what Jackson says.
            throw new AttributeRefused(attribute + ": failed to parse JSON. " + malformed.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(JsonParser parser) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new com.fasterxml.jackson.core.JsonParseException(parser, "Not a JSON object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue()) {
                members.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return members;
    }
}
