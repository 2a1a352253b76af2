package dev.forebay.sns;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One object of a delivery policy as it was given, and how to complain about it: it knows its path, such as
 * {@code http.defaultHealthyRetryPolicy}. A member that is null counts as left out.
 */
final class DeliveryPolicyJson {
    /** The deepest policy there is has three levels. */
    private static final int MAX_DEPTH = 8;
    private static final int MAX_LENGTH = 32 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build()).build();

    private final String context;
    private final String path;
    private final Map<String, Object> members;

    private DeliveryPolicyJson(String context, String path, Map<String, Object> members) {
        this.context = context;
        this.path = path;
        this.members = members;
    }

    /** @param context what stands before the attribute's name in messages */
    static DeliveryPolicyJson read(String json, String context) {
        if (json.length() > MAX_LENGTH) {
            throw refusal(context, "longer than " + MAX_LENGTH + " characters");
        }
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refusal(context, "failed to parse JSON. It is not an object");
            }
            Map<String, Object> members = members(parser);
            if (parser.nextToken() != null) {
                throw refusal(context, "failed to parse JSON. More than one value");
            }
            return new DeliveryPolicyJson(context, "", members);
        } catch (IOException malformed) {
            throw refusal(context, "failed to parse JSON. " + malformed.getMessage());
        }
    }

    /** Refuses members other than these. */
    void allow(String... names) {
        Set<String> known = Set.of(names);
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw refusal(context, "Unexpected JSON member: " + name);
            }
        }
    }

    Optional<DeliveryPolicyJson> object(String name) {
        return member(name, Map.class, "a JSON object").map(value -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> object = value;
            return new DeliveryPolicyJson(context, path + name + ".", object);
        });
    }

    OptionalInt integer(String name) {
        return member(name, Integer.class, "an integer").map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** AWS: some have no default, although its documentation gives one. */
    int requiredInteger(String name) {
        return integer(name).orElseThrow(() -> refused(name, "must be specified"));
    }

    Optional<String> text(String name) {
        return member(name, String.class, "a string");
    }

    boolean flag(String name) {
        return member(name, Boolean.class, "a boolean").orElse(false);
    }

    /** An error about a member. */
    AwsServiceException refused(String name, String reason) {
        return refusal(context, path + name + " " + reason);
    }

    private static AwsServiceException refusal(String context, String what) {
        return SnsErrors.invalidParameter(context + "DeliveryPolicy: " + what);
    }

    private <T> Optional<T> member(String name, Class<T> type, String article) {
        Object value = members.get(name);
        if (value != null && !type.isInstance(value)) {
            throw refused(name, "must be " + article);
        }
        return Optional.ofNullable(type.cast(value));
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return members;
    }

    /** Anything that no policy has stands for itself as an object of no use, and is refused by whoever asks for it. */
    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> members(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.INT ? (Object) parser.getIntValue() : token;
            default -> {
                parser.skipChildren();
                yield token;
            }
        };
    }
}
