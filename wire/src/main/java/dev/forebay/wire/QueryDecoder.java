package dev.forebay.wire;

import dev.forebay.wire.Member.TimeFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Query parameters into the SDK's request classes. Unknown parameters are passed over, as AWS does. Stateless. */
final class QueryDecoder {

    /** No number in AWS's models has more digits than this. */
    private static final int MAX_NUMBER_CHARS = 100;

    private QueryDecoder() {}

    /** The object of that shape, built. Recursion ends with the form, whose depth has a limit. */
    static Object structure(Form form, Shape shape) {
        SdkPojo builder = shape.newBuilder();
        for (Member member : shape.members) {
            Form child = form.child(member.query.name());
            if (child != null) {
                member.write(builder, value(child, member));
            }
        }
        return Shape.build(builder);
    }

    private static Object value(Form form, Member member) {
        return switch (member.kind) {
            case STRUCTURE -> structure(form, member.shape());
            case LIST -> list(form, member);
            case MAP -> map(form, member);
            default -> scalar(form.text().orElseThrow(() -> malformed(member)), member);
        };
    }

    /** Clients spell an empty list as the name and nothing else. */
    private static List<Object> list(Form form, Member member) {
        List<Object> list = new ArrayList<>();
        for (Form item : form.items(member.query.item())) {
            list.add(value(item, member.element));
        }
        return list;
    }

    private static Map<String, Object> map(Form form, Member member) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Form item : form.items(member.query.item())) {
            Form value = item.child(member.query.value());
            String key = item.text(member.query.key()).orElseThrow(() -> malformed(member));
            if (value == null) {
                throw malformed(member);
            }
            map.put(key, value(value, member.element));
        }
        return map;
    }

    private static Object scalar(String text, Member member) {
        try {
            return switch (member.kind) {
                case STRING -> text;
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case BYTE -> Byte.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case DECIMAL -> decimal(text);
                case BOOLEAN -> bool(text);
                case TIME -> Times.parse(text, member.timeFormat == TimeFormat.UNSAID ? TimeFormat.ISO : member.timeFormat);
                case BYTES -> SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
                default -> throw new IllegalStateException("not a scalar: " + member.kind);
            };
        } catch (IllegalArgumentException e) {
            throw malformed(member);
        }
    }

    private static BigDecimal decimal(String text) {
        if (text.length() > MAX_NUMBER_CHARS) {
            throw new IllegalArgumentException("too many digits");
        }
        return new BigDecimal(text);
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException("neither true nor false");
    }

    private static WireException malformed(Member member) {
        return WireException.of(400, "MalformedInput", "The value of parameter " + member.query.name() + " is not of its type.");
    }
}
