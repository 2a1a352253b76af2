package dev.forebay.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.forebay.wire.Member.TimeFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/**
 * JSON bodies into the SDK's request classes, streaming. What is not JSON, or not of the type in AWS's model, is a
 * {@code SerializationException}; members that AWS's model does not know are passed over, as AWS does; of a member that
 * comes twice the last counts. Safe for threads.
 */
final class JsonDecoder {

    /** DynamoDB's documents are the deepest that AWS takes, 32 levels of two braces each. */
    private static final int MAX_DEPTH = 100;

    /** No number in AWS's models has more digits than this. */
    private static final int MAX_NUMBER_CHARS = 100;

    /** The largest field is a Kinesis record, 10 MiB before base64. */
    private static final int MAX_STRING_CHARS = 16 * 1024 * 1024;

    // Buffers are pooled across threads: a virtual thread is too short-lived to own any. Names are not interned, as the
    // table of the JVM would then fill with what callers send.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_CHARS)
                    .maxStringLength(MAX_STRING_CHARS)
                    .build())
            .build();

    private final TimeFormat defaultTime;

    JsonDecoder(TimeFormat defaultTime) {
        this.defaultTime = defaultTime;
    }

    /** The object of that shape, built. An empty body is an empty object. */
    Object decode(Shape shape, byte[] body) {
        if (body.length == 0) {
            return Shape.build(shape.newBuilder());
        }
        refuseOtherEncodings(body);
        try (JsonParser in = FACTORY.createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw WireException.serialization("The body is not a JSON object.");
            }
            Object value = structure(in, shape);
            if (in.nextToken() != null) {
                throw WireException.serialization("There is more than one JSON value in the body.");
            }
            return value;
        } catch (IOException e) {
            // The parser's message quotes the body and names its classes: neither is for callers.
            throw WireException.serialization("The body is not valid JSON.");
        }
    }

    /** The parser would take UTF-16 and UTF-32 as well; AWS does not, and a signature over bytes should mean one text. */
    private static void refuseOtherEncodings(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            if (body[i] == 0 || body[i] == (byte) 0xFE || body[i] == (byte) 0xFF) {
                throw WireException.serialization("The body is not UTF-8.");
            }
        }
    }

    private Object structure(JsonParser in, Shape shape) throws IOException {
        SdkPojo builder = shape.newBuilder();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            Member member = shape.member(name);
            JsonToken token = in.nextToken();
            if (member == null) {
                in.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                member.write(builder, value(in, token, member));
            }
        }
        return Shape.build(builder);
    }

    private Object value(JsonParser in, JsonToken token, Member member) throws IOException {
        return switch (member.kind) {
            case STRING -> string(in, token);
            case INTEGER -> integer(in, token, Integer.MIN_VALUE, Integer.MAX_VALUE, "an Integer").intValue();
            case LONG -> integer(in, token, Long.MIN_VALUE, Long.MAX_VALUE, "a Long");
            case SHORT -> integer(in, token, Short.MIN_VALUE, Short.MAX_VALUE, "a Short").shortValue();
            case BYTE -> integer(in, token, Byte.MIN_VALUE, Byte.MAX_VALUE, "a Byte").byteValue();
            case FLOAT -> (float) number(in, token, "a Float");
            case DOUBLE -> number(in, token, "a Double");
            case DECIMAL -> decimal(in, token);
            case BOOLEAN -> bool(in, token);
            case TIME -> time(in, token, member);
            case BYTES -> bytes(in, token);
            case STRUCTURE -> {
                expect(token, JsonToken.START_OBJECT, "Unexpected field type");
                yield structure(in, member.shape());
            }
            case LIST -> list(in, token, member.element);
            case MAP -> map(in, token, member.element);
            case DOCUMENT -> throw new UnsupportedOperationException("documents are not supported yet: " + member.name);
        };
    }

    private List<Object> list(JsonParser in, JsonToken start, Member element) throws IOException {
        expect(start, JsonToken.START_ARRAY, "Expected list or null");
        List<Object> list = new ArrayList<>();
        for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
            list.add(value(in, present(token), element));
        }
        return list;
    }

    private Map<String, Object> map(JsonParser in, JsonToken start, Member element) throws IOException {
        expect(start, JsonToken.START_OBJECT, "Expected map or null");
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            map.put(key, value(in, present(in.nextToken()), element));
        }
        return map;
    }

    private static JsonToken present(JsonToken token) {
        if (token == JsonToken.VALUE_NULL) {
            throw WireException.serialization("Null is not allowed inside of a list or map.");
        }
        return token;
    }

    private static void expect(JsonToken found, JsonToken wanted, String otherwise) {
        if (found != wanted) {
            throw WireException.serialization(otherwise);
        }
    }

    /** AWS: numbers and booleans become strings where a string is wanted, never the other way round. */
    private static String string(JsonParser in, JsonToken token) throws IOException {
        refuseNested(token);
        return in.getText();
    }

    private static Long integer(JsonParser in, JsonToken token, long min, long max, String type) throws IOException {
        refuseNested(token);
        if (token != JsonToken.VALUE_NUMBER_INT) {
            throw unconvertible(token, type);
        }
        long value = in.getLongValue();
        if (value < min || value > max) {
            throw unconvertible(token, type);
        }
        return value;
    }

    private static double number(JsonParser in, JsonToken token, String type) throws IOException {
        refuseNested(token);
        if (token == JsonToken.VALUE_STRING) {
            return switch (in.getText()) {
                case "NaN" -> Double.NaN;
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> throw unconvertible(token, type);
            };
        }
        if (!token.isNumeric()) {
            throw unconvertible(token, type);
        }
        return in.getDoubleValue();
    }

    private static Object decimal(JsonParser in, JsonToken token) throws IOException {
        refuseNested(token);
        if (!token.isNumeric()) {
            throw unconvertible(token, "a BigDecimal");
        }
        return in.getDecimalValue();
    }

    private static Boolean bool(JsonParser in, JsonToken token) throws IOException {
        refuseNested(token);
        if (!token.isBoolean()) {
            throw unconvertible(token, "a Boolean");
        }
        return in.getBooleanValue();
    }

    private Object time(JsonParser in, JsonToken token, Member member) throws IOException {
        refuseNested(token);
        TimeFormat format = member.timeFormat == TimeFormat.UNSAID ? defaultTime : member.timeFormat;
        boolean numeric = format == TimeFormat.SECONDS || format == TimeFormat.MILLIS;
        if (numeric != token.isNumeric()) {
            throw unconvertible(token, "a Timestamp");
        }
        return Times.parse(in.getText(), format);
    }

    private static SdkBytes bytes(JsonParser in, JsonToken token) throws IOException {
        refuseNested(token);
        if (token != JsonToken.VALUE_STRING) {
            throw unconvertible(token, "a Blob");
        }
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(in.getText()));
        } catch (IllegalArgumentException e) {
            throw WireException.serialization("Invalid base64 in a Blob.");
        }
    }

    private static void refuseNested(JsonToken token) {
        if (token == JsonToken.START_OBJECT) {
            throw WireException.serialization("Start of structure or map found where not expected.");
        }
        if (token == JsonToken.START_ARRAY) {
            throw WireException.serialization("Start of list found where not expected.");
        }
    }

    /** AWS's words, token names included: {@code STRING_VALUE can not be converted to an Integer}. */
    private static WireException unconvertible(JsonToken token, String type) {
        String name = switch (token) {
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> "NUMBER_VALUE";
        };
        return WireException.serialization(name + " can not be converted to " + type);
    }
}
