package dev.forebay.wire;

import dev.forebay.wire.JsonInput.Token;
import dev.forebay.wire.Member.TimeFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
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

    /** Ten times the longest list that AWS takes: three bytes of a body can ask for a hundred of heap. */
    private static final int MAX_ITEMS = 10_000;

    private final TimeFormat defaultTime;

    JsonDecoder(TimeFormat defaultTime) {
        this.defaultTime = defaultTime;
    }

    /** The object of that shape, built. An empty body is an empty object. */
    Object decode(Shape shape, byte[] body) {
        if (body.length == 0) {
            return Shape.build(shape.newBuilder());
        }
        JsonInput in = new JsonInput(body);
        if (in.peek() != Token.OBJECT) {
            throw WireException.serialization("The body is not a JSON object.");
        }
        Object value = structure(in, shape);
        if (!in.isAtEnd()) {
            throw WireException.serialization("There is more than one JSON value in the body.");
        }
        return value;
    }

    /** Recursion ends with the depth that the input allows. */
    private Object structure(JsonInput in, Shape shape) {
        SdkPojo builder = shape.newBuilder();
        for (boolean more = in.open(); more; more = in.more('}')) {
            Member member = in.member(shape);
            if (member == null) {
                in.skip();
                continue;
            }
            Token token = in.peek();
            if (token == Token.NULL) {
                in.skip();
            } else {
                member.write(builder, value(in, token, member));
            }
        }
        return Shape.build(builder);
    }

    private Object value(JsonInput in, Token token, Member member) {
        return switch (member.kind) {
            case STRUCTURE -> {
                expect(token, Token.OBJECT, "Unexpected field type");
                yield structure(in, member.shape());
            }
            case LIST -> list(in, token, member.element);
            case MAP -> map(in, token, member.element);
            case DOCUMENT -> throw WireException.serialization("Forebay does not support documents, such as " + member.name + ".");
            default -> {
                refuseNested(token);
                yield token != Token.STRING ? ofLiteral(in.scalar(), token, member)
                        : member.kind == Member.Kind.BYTES ? bytes(in) : ofString(in.string(), member);
            }
        };
    }

    private List<Object> list(JsonInput in, Token start, Member element) {
        expect(start, Token.ARRAY, "Expected list or null");
        List<Object> list = new ArrayList<>();
        for (boolean more = in.open(); more; more = in.more(']')) {
            limit(list.size());
            list.add(value(in, present(in.peek()), element));
        }
        return list;
    }

    private Map<String, Object> map(JsonInput in, Token start, Member element) {
        expect(start, Token.OBJECT, "Expected map or null");
        Map<String, Object> map = new LinkedHashMap<>();
        for (boolean more = in.open(); more; more = in.more('}')) {
            limit(map.size());
            String key = in.key();
            map.put(key, value(in, present(in.peek()), element));
        }
        return map;
    }

    /** Refuses one more item where there are so many. */
    static void limit(int size) {
        if (size == MAX_ITEMS) {
            throw WireException.serialization("A list or map has more than " + MAX_ITEMS + " items.");
        }
    }

    private Object ofString(String text, Member member) {
        return switch (member.kind) {
            case STRING -> text;
            case TIME -> time(text, Token.STRING, member);
            case FLOAT -> (float) notFinite(text);
            case DOUBLE -> notFinite(text);
            default -> throw unconvertible(Token.STRING, member);
        };
    }

    private Object ofLiteral(String text, Token token, Member member) {
        boolean numeric = token == Token.INTEGER || token == Token.FRACTION;
        return switch (member.kind) {
            // AWS: numbers and booleans become strings where a string is wanted, never the other way round.
            case STRING -> text;
            case BOOLEAN -> bool(numeric, token, member);
            case TIME -> time(text, token, member);
            case FLOAT -> number(text, numeric, token, member).floatValue();
            case DOUBLE -> number(text, numeric, token, member).doubleValue();
            case DECIMAL -> number(text, numeric, token, member);
            case INTEGER -> (int) integer(text, token, member, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(text, token, member, Long.MIN_VALUE, Long.MAX_VALUE);
            case SHORT -> (short) integer(text, token, member, Short.MIN_VALUE, Short.MAX_VALUE);
            case BYTE -> (byte) integer(text, token, member, Byte.MIN_VALUE, Byte.MAX_VALUE);
            default -> throw unconvertible(token, member);
        };
    }

    private static long integer(String text, Token token, Member member, long min, long max) {
        if (token != Token.INTEGER) {
            throw unconvertible(token, member);
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Longer than a long: as much out of range as one that is not.
        }
        throw unconvertible(token, member);
    }

    private static Number number(String text, boolean numeric, Token token, Member member) {
        if (!numeric) {
            throw unconvertible(token, member);
        }
        return member.kind == Member.Kind.DECIMAL ? new BigDecimal(text) : (Number) Double.valueOf(text);
    }

    private static Boolean bool(boolean numeric, Token token, Member member) {
        if (numeric) {
            throw unconvertible(token, member);
        }
        return token == Token.TRUE;
    }

    private Object time(String text, Token token, Member member) {
        TimeFormat format = member.timeFormat == TimeFormat.UNSAID ? defaultTime : member.timeFormat;
        boolean numeric = format == TimeFormat.SECONDS || format == TimeFormat.MILLIS;
        boolean fits = numeric ? token == Token.INTEGER || token == Token.FRACTION : token == Token.STRING;
        if (!fits) {
            throw unconvertible(token, member);
        }
        return Times.parse(text, format);
    }

    private static SdkBytes bytes(JsonInput in) {
        try {
            return SdkBytes.fromByteArrayUnsafe(in.base64());
        } catch (IllegalArgumentException e) {
            throw WireException.serialization("Invalid base64 in a Blob.");
        }
    }

    private static double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw WireException.serialization("STRING_VALUE can not be converted to a Double");
        };
    }

    private static Token present(Token token) {
        if (token == Token.NULL) {
            throw WireException.serialization("Null is not allowed inside of a list or map.");
        }
        return token;
    }

    private static void expect(Token found, Token wanted, String otherwise) {
        if (found != wanted) {
            throw WireException.serialization(otherwise);
        }
    }

    private static void refuseNested(Token token) {
        if (token == Token.OBJECT) {
            throw WireException.serialization("Start of structure or map found where not expected.");
        }
        if (token == Token.ARRAY) {
            throw WireException.serialization("Start of list found where not expected.");
        }
    }

    /** AWS's words, token names and articles included: {@code STRING_VALUE can not be converted to an Integer}. */
    private static WireException unconvertible(Token found, Member member) {
        String token = switch (found) {
            case STRING -> "STRING_VALUE";
            case TRUE -> "TRUE_VALUE";
            case FALSE -> "FALSE_VALUE";
            default -> "NUMBER_VALUE";
        };
        return WireException.serialization(token + " can not be converted to " + member.kind.told);
    }
}
