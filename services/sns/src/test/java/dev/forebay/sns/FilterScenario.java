package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random policies and messages that meet often enough to be worth comparing. All from one source of randomness. */
final class FilterScenario {
    private static final List<String> KEYS = List.of("a", "b", "c", "d", "a.b", "e");
    private static final List<String> TEXTS = List.of("", "x", "xy", "xyz", "XY", "yx", "zxy", "xx", "10.0.0.1", "10.0.1.1", "::1", "1", "true", "x*y", "é\uD83D\uDE00");
    private static final List<String> NUMBERS = List.of("0", "1", "1.0", "-1", "2.5", "25e-1", "3", "1e2", "99.99999", "123456789012");
    private static final List<String> LITERALS = List.of("true", "false", "null");
    private static final int MANY = 10;

    private final RandomGenerator random;
    private final List<Supplier<String>> conditions = new ArrayList<>(List.of(
            this::text, this::text, this::number,
            () -> pick(LITERALS),
            () -> operator("prefix", start()),
            () -> operator("suffix", text()),
            () -> operator("equals-ignore-case", text()),
            () -> operator("wildcard", pick(List.of("\"x*\"", "\"*y\"", "\"x*z\"", "\"*\"", "\"*x*\"", "\"*x*y*\"", "\"*xyz*\"", "\"xy\"", "\"x\\\\*y\"", "\"\""))),
            () -> operator("numeric", range()),
            () -> operator("anything-but", pick(List.of(text(), number(), "[" + text() + "," + text() + "]", "[1,2.5]"))),
            () -> operator("anything-but", operator("prefix", "\"x\"")),
            () -> operator("anything-but", operator("wildcard", "\"*y\"")),
            () -> operator("cidr", pick(List.of("\"10.0.0.0/24\"", "\"10.0.0.0/8\"", "\"10.0.1.0/24\"", "\"0.0.0.0/0\"", "\"::/0\""))),
            () -> operator("exists", "true"),
            () -> operator("exists", "false")));

    FilterScenario(RandomGenerator random) {
        this.random = random;
    }

    FilterPolicy policy() {
        FilterScope scope = pick(List.of(FilterScope.values()));
        while (true) {
            try {
                return FilterPolicy.parse(object(scope == FilterScope.MESSAGE_BODY ? 2 : 0), scope);
            } catch (FilterPolicyRefused e) {
                assertThat(e.reason()).containsAnyOf("too complex", "5 keys", "Value must be between");
            }
        }
    }

    /** One event, whose attributes and body are both of interest. */
    FilterEvent event() {
        Map<String, MessageAttribute> attributes = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put(pick(KEYS), attribute());
        }
        return FilterEvent.of(attributes, body(3));
    }

    private MessageAttribute attribute() {
        return switch (random.nextInt(MANY)) {
            case 0 -> MessageAttribute.ofBinary("Binary", new byte[1]);
            case 1, 2, 3 -> MessageAttribute.ofText("Number", pick(NUMBERS));
            case 4, 5 -> MessageAttribute.ofText("String.Array", "[" + scalar() + "," + scalar() + "]");
            default -> MessageAttribute.ofText("String", pick(TEXTS));
        };
    }

    private String object(int deeper) {
        int members = 1 + random.nextInt(2);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            parts.add("\"" + pick(KEYS) + "\":" + (deeper > 0 && random.nextInt(3) == 0 ? object(deeper - 1) : array()));
        }
        if (random.nextInt(4) == 0) {
            parts.add("\"$or\":[{\"" + pick(KEYS) + "\":" + array() + "},{\"" + pick(KEYS) + "\":" + array() + "}]");
        }
        return "{" + String.join(",", parts) + "}";
    }

    private String array() {
        return IntStream.rangeClosed(0, random.nextInt(2)).mapToObj(_ -> pick(conditions).get()).collect(Collectors.joining(",", "[", "]"));
    }

    private String body(int deeper) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> "\"" + pick(KEYS) + "\":" + value(deeper))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String value(int deeper) {
        return switch (deeper == 0 ? MANY : random.nextInt(MANY)) {
            case 0, 1, 2 -> body(deeper - 1);
            case 3, 4, 5 -> IntStream.range(0, random.nextInt(4)).mapToObj(_ -> value(deeper - 1)).collect(Collectors.joining(",", "[", "]"));
            default -> scalar();
        };
    }

    private String scalar() {
        return pick(List.of(text(), text(), number(), pick(LITERALS)));
    }

    private String text() {
        return "\"" + pick(TEXTS) + "\"";
    }

    private String start() {
        return pick(List.of("\"\"", "\"x\"", "\"xy\"", "\"z\"", "\"xyz\"", "\"é\""));
    }

    private String number() {
        return pick(NUMBERS);
    }

    private String range() {
        return pick(List.of("[\">\",0]", "[\">=\",1]", "[\"<\",3]", "[\"<=\",2.5]", "[\"=\",1]", "[\">\",0,\"<\",3]", "[\">=\",-1,\"<=\",1]",
                "[\">\",1,\"<\",1.00001]"));
    }

    private static String operator(String name, String operand) {
        return "{\"" + name + "\":" + operand + "}";
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
