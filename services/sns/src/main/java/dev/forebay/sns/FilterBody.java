package dev.forebay.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the JSON in messages for filters. What is not JSON is not an error: no policy accepts it. */
final class FilterBody {
    private static final int MAX_DEPTH = 100;
    // Names come from outside and in any number: they are not kept for next time. A message's size is limited elsewhere.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNameLength(Integer.MAX_VALUE).build())
            .build();

    private final JsonParser parser;
    private boolean hasValues;

    private FilterBody(JsonParser parser) {
        this.parser = parser;
    }

    /** The values of a JSON object; {@link FilterTree#EMPTY} when the text is none, or has no values. */
    static FilterTree read(String text) {
        FilterTree root = FilterTree.root();
        try (JsonParser parser = JSON.createParser(text)) {
            FilterBody body = new FilterBody(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return FilterTree.EMPTY;
            }
            body.object(root, null);
            return parser.nextToken() == null && body.hasValues ? root : FilterTree.EMPTY;
        } catch (IOException notJson) {
            return FilterTree.EMPTY;
        }
    }

    /** Adds the elements of a JSON array, if the text is one. Objects and arrays among them are passed over. */
    static boolean readArray(String text, FilterTree node) {
        List<FilterValue> elements = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return false;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken().isStructStart()) {
                    parser.skipChildren();
                } else {
                    elements.add(scalar(parser, null));
                }
            }
            if (parser.nextToken() != null) {
                return false;
            }
        } catch (IOException notJson) {
            return false;
        }
        elements.forEach(node::add);
        return true;
    }

    private void object(FilterTree node, FilterSlot slot) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            FilterTree below = node.below(parser.currentName());
            parser.nextToken();
            if (below == null) {
                parser.skipChildren();
            } else {
                value(below, slot);
            }
        }
    }

    private void value(FilterTree node, FilterSlot slot) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(node, slot);
            case START_ARRAY -> {
                Object array = new Object();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    // AWS: no choice is made among plain values, they are all there at once.
                    value(node, parser.currentToken().isStructStart() ? new FilterSlot(array, slot) : slot);
                }
            }
            default -> {
                hasValues = true;
                node.add(scalar(parser, slot));
            }
        }
    }

    private static FilterValue scalar(JsonParser parser, FilterSlot slot) throws IOException {
        String text = parser.getText();
        return switch (parser.currentToken()) {
            case VALUE_STRING -> FilterValue.ofString(text, slot);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FilterValue.ofNumber(text, slot);
            default -> FilterValue.ofLiteral(text, slot);
        };
    }
}
