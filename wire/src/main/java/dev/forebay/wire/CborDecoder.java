package dev.forebay.wire;

import dev.forebay.wire.CborInput.Token;
import dev.forebay.wire.Member.TimeFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** CBOR bodies into the SDK's request classes, streaming, by the rules of {@link JsonDecoder}. Safe for threads. */
record CborDecoder(TimeFormat time) {

    /** The object of that shape, built. An empty body is an empty object. */
    Object decode(Shape shape, byte[] body) {
        if (body.length == 0) {
            return Shape.build(shape.newBuilder());
        }
        CborInput in = new CborInput(body);
        if (in.peek() != Token.MAP) {
            throw WireException.serialization("The body is not a CBOR map.");
        }
        Object value = structure(in, shape);
        if (!in.isAtEnd()) {
            throw WireException.serialization("There is more than one CBOR value in the body.");
        }
        return value;
    }

    /** Recursion ends with the depth that the input allows. */
    private Object structure(CborInput in, Shape shape) {
        SdkPojo builder = shape.newBuilder();
        for (int left = in.open(); in.more(left); left--) {
            Member member = in.member(shape);
            Token token = in.peek();
            if (member == null || token == Token.NULL) {
                in.skip();
            } else {
                member.write(builder, value(in, token, member));
            }
        }
        return Shape.build(builder);
    }

    private Object value(CborInput in, Token token, Member member) {
        return switch (member.kind) {
            case STRUCTURE -> {
                expect(token, Token.MAP, member);
                yield structure(in, member.shape());
            }
            case LIST -> list(in, token, member);
            case MAP -> map(in, token, member);
            case STRING -> {
                expect(token, Token.TEXT, member);
                yield in.text();
            }
            case BYTES -> {
                expect(token, Token.BYTES, member);
                yield SdkBytes.fromByteArrayUnsafe(in.bytes());
            }
            case BOOLEAN -> bool(in, token, member);
            case TIME -> Times.ofSeconds(number(in, token, member) / (time == TimeFormat.MILLIS ? 1000 : 1));
            case FLOAT -> (float) number(in, token, member);
            case DOUBLE -> number(in, token, member);
            case INTEGER -> (int) integer(in, token, member, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case LONG -> integer(in, token, member, Long.MIN_VALUE, Long.MAX_VALUE);
            case SHORT -> (short) integer(in, token, member, Short.MIN_VALUE, Short.MAX_VALUE);
            case BYTE -> (byte) integer(in, token, member, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case DECIMAL, DOCUMENT -> throw WireException.serialization("Forebay does not support " + member.name + " in CBOR.");
        };
    }

    private List<Object> list(CborInput in, Token start, Member list) {
        expect(start, Token.ARRAY, list);
        List<Object> items = new ArrayList<>();
        for (int left = in.open(); in.more(left); left--) {
            JsonDecoder.limit(items.size());
            items.add(value(in, present(in.peek()), list.element));
        }
        return items;
    }

    private Map<String, Object> map(CborInput in, Token start, Member map) {
        expect(start, Token.MAP, map);
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int left = in.open(); in.more(left); left--) {
            JsonDecoder.limit(entries.size());
            String key = in.key();
            entries.put(key, value(in, present(in.peek()), map.element));
        }
        return entries;
    }

    private static double number(CborInput in, Token token, Member member) {
        if (token == Token.INTEGER) {
            return in.integer();
        }
        expect(token, Token.FLOAT, member);
        return in.number();
    }

    private static long integer(CborInput in, Token token, Member member, long min, long max) {
        expect(token, Token.INTEGER, member);
        long value = in.integer();
        if (value < min || value > max) {
            throw unconvertible(token, member);
        }
        return value;
    }

    private static Boolean bool(CborInput in, Token token, Member member) {
        if (token != Token.TRUE && token != Token.FALSE) {
            throw unconvertible(token, member);
        }
        in.word();
        return token == Token.TRUE;
    }

    private static Token present(Token token) {
        if (token == Token.NULL) {
            throw WireException.serialization("Null is not allowed inside of a list or map.");
        }
        return token;
    }

    private static void expect(Token found, Token wanted, Member member) {
        if (found != wanted) {
            throw unconvertible(found, member);
        }
    }

    private static WireException unconvertible(Token found, Member member) {
        return WireException.serialization(found + "_VALUE can not be converted to " + member.kind.told);
    }
}
