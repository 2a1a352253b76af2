package dev.forebay.sns;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the text of a filter policy: objects, {@code $or} and the arrays behind names. What is in the arrays is
 * {@link FilterConditionReader}'s, the limits are {@link FilterLimits}'.
 *
 * <p>AWS: a refusal says where the reader stood, which depends on the order in which tokens are read. This reader takes
 * them in that order, so that line and column agree. Since 2025 it no longer repeats the policy, as Jackson does not.
 */
final class FilterPolicyReader {
    private static final int MAX_DEPTH = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private static final String OR = "$or";
    /** AWS: an object with one of these names makes {@code $or} an ordinary name. */
    private static final Set<String> RESERVED = Set.of("=", "<", "<=", ">", ">=", "numeric", "prefix", "suffix", "anything-but",
            "exists", "cidr", "wildcard", "equals-ignore-case");

    private final String json;
    private final JsonParser parser;
    private final FilterConditionReader conditions;
    private final FilterLimits limits = new FilterLimits();
    private boolean nested;

    private FilterPolicyReader(String json, JsonParser parser) {
        this.json = json;
        this.parser = parser;
        conditions = new FilterConditionReader(parser);
    }

    static FilterPolicy read(String json, FilterScope scope) throws FilterPolicyRefused {
        FilterLimits.checkSize(json);
        try (JsonParser parser = JSON.createParser(json)) {
            FilterPolicyReader reader = new FilterPolicyReader(json, parser);
            try {
                return reader.policy(scope);
            } catch (JacksonException malformed) {
                // AWS shows what Jackson says, which is where the error was, not where the reader stands.
                throw FilterPolicyRefused.because("failed to parse JSON. " + malformed.getMessage());
            }
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory failed", e);
        }
    }

    private FilterPolicy policy(FilterScope scope) throws IOException, FilterPolicyRefused {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw refusal("Filter is not an object");
        }
        List<FilterDraft> drafts = object(List.of(FilterDraft.empty()), List.of());
        if (parser.nextToken() != null) {
            throw refusal("failed to parse JSON. More than one value");
        }
        if (nested && scope == FilterScope.MESSAGE_ATTRIBUTES) {
            throw FilterPolicyRefused.nested(scope);
        }
        limits.check(drafts);
        return new FilterPolicy(scope, drafts.stream().map(FilterDraft::rule).toList());
    }

    /** Reads an object into each of the drafts there are so far; with {@code $or} there are more of them afterwards. */
    private List<FilterDraft> object(List<FilterDraft> drafts, List<String> path) throws IOException, FilterPolicyRefused {
        List<FilterDraft> result = drafts;
        int members = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            members++;
            String name = parser.currentName();
            parser.nextToken();
            result = name.equals(OR) && isAlternatives() ? alternatives(result, path) : member(name, result, path);
        }
        if (members == 0) {
            throw refusal("Empty objects are not allowed");
        }
        return result;
    }

    private List<FilterDraft> member(String name, List<FilterDraft> drafts, List<String> path) throws IOException, FilterPolicyRefused {
        List<String> below = new ArrayList<>(path);
        below.add(name);
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                nested = true;
                return object(drafts, below);
            }
            case START_ARRAY -> {
                List<FilterCondition> read = conditions.array();
                if (!limits.admits(below, read)) {
                    return drafts;
                }
                return drafts.stream().map(draft -> draft.with(below, read)).toList();
            }
            default -> throw refusal("\"" + name + "\" must be an object or an array");
        }
    }

    private List<FilterDraft> alternatives(List<FilterDraft> drafts, List<String> path) throws IOException, FilterPolicyRefused {
        List<FilterDraft> result = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            result.addAll(object(drafts, path));
            FilterLimits.checkAlternatives(result);
        }
        return result;
    }

    /** Looks ahead from the beginning of a value whether {@code $or} is meant as an operator. */
    private boolean isAlternatives() throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        int objects = 0;
        // Without its opening bracket, the rest of the text is no JSON: the look-ahead begins at the bracket.
        try (JsonParser ahead = JSON.createParser(json.substring((int) parser.currentLocation().getCharOffset() - 1))) {
            ahead.nextToken();
            while (ahead.nextToken() == JsonToken.START_OBJECT) {
                objects++;
                while (ahead.nextToken() != JsonToken.END_OBJECT) {
                    if (RESERVED.contains(ahead.currentName())) {
                        return false;
                    }
                    ahead.nextToken();
                    ahead.skipChildren();
                }
            }
            return ahead.currentToken() == JsonToken.END_ARRAY && objects > 1;
        } catch (JacksonException malformed) {
            return true; // whichever way it is read, the reading ends with this error
        }
    }

    private FilterPolicyRefused refusal(String what) {
        return refusal(parser, what);
    }

    static FilterPolicyRefused refusal(JsonParser parser, String what) {
        return FilterPolicyRefused.because(what + "\n at " + parser.currentLocation());
    }
}
