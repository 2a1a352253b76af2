package dev.forebay.wire;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Objects of the SDK's classes filled by chance, the same for the same seed. */
final class RandomShapes {

    /** Recursive shapes end here. */
    private static final int MAX_DEPTH = 6;

    private static final String[] TEXTS = {"", "a", "plain text", "a<b>&\"'c'", "caf\u00e9 \u20ac", "\ud83d\ude00\ud83d\ude00", "\r\n\t x ", "%+=&.1", "\\u0041\\"};

    private final Random random;

    RandomShapes(long seed) {
        this.random = new Random(seed);
    }

    Object structure(Shape shape) {
        return structure(shape, 0);
    }

    private Object structure(Shape shape, int depth) {
        SdkPojo builder = shape.newBuilder();
        boolean empty = true;
        for (Member member : shape.members) {
            // Tokens are made up by the SDK when they are absent.
            boolean always = member.required || member.name.contains("Token") || member.name.contains("token");
            boolean nested = member.kind == Member.Kind.STRUCTURE || member.kind == Member.Kind.LIST || member.kind == Member.Kind.MAP;
            if (always || (random.nextInt(5) > 0 || empty && member == shape.members[shape.members.length - 1]) && !(nested && depth > MAX_DEPTH)) {
                member.write(builder, value(member, depth));
                empty = false;
            }
        }
        return Shape.build(builder);
    }

    private Object value(Member member, int depth) {
        return switch (member.kind) {
            case STRING -> text(member);
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case SHORT -> (short) random.nextInt();
            case BYTE -> (byte) random.nextInt();
            case FLOAT -> random.nextFloat();
            case DOUBLE -> random.nextGaussian() * 1e9;
            case DECIMAL -> BigDecimal.valueOf(random.nextLong(), 3);
            case BOOLEAN -> random.nextBoolean();
            case TIME -> Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L));
            case BYTES -> SdkBytes.fromByteArray(text(member).getBytes(StandardCharsets.UTF_16LE));
            case STRUCTURE -> structure(member.shape(), depth + 1);
            case LIST -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    list.add(value(member.element, depth + 1));
                }
                yield list;
            }
            case MAP -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i >= 0; i--) {
                    map.put("k" + i + TEXTS[random.nextInt(TEXTS.length)], value(member.element, depth + 1));
                }
                yield map;
            }
            case DOCUMENT -> throw new IllegalStateException("no documents here");
        };
    }

    private String text(Member member) {
        if (member.name.endsWith("ARN") || member.name.endsWith("Arn")) {
            // The SDK looks into these to find the endpoint.
            return "arn:aws:kinesis:us-east-1:123456789012:stream/s" + random.nextInt(9) + "/consumer/c:1";
        }
        return "x" + TEXTS[random.nextInt(TEXTS.length)] + random.nextInt(100);
    }
}
