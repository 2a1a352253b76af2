package dev.forebay.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The validator that most of AWS's services share: all violations in one message, each with value, place and constraint,
 * such as {@code Value null at 'streamName' failed to satisfy constraint: Member must not be null}.
 */
final class CoralValidator implements Validator {

    /** So many violations are told; a large batch may have thousands. */
    private static final int MAX_TOLD = 10;

    @Override
    public void check(Shape shape, Object request) {
        List<String> violations = new ArrayList<>();
        structure(shape, request, "", violations);
        if (!violations.isEmpty()) {
            String errors = violations.size() == 1 ? " validation error detected: " : " validation errors detected: ";
            // AWS: so in Query; in JSON the same error is a ValidationException, which ErrorNames knows.
            throw WireException.of(400, "ValidationError",
                    violations.size() + errors + String.join("; ", violations.subList(0, Math.min(MAX_TOLD, violations.size()))));
        }
    }

    /** Recursion ends with the request, whose depth the decoders limit. */
    private static void structure(Shape shape, Object object, String path, List<String> violations) {
        for (Member member : shape.members) {
            if (member.constrained) {
                Object value = member.read(object);
                String place = path + member.name.substring(0, 1).toLowerCase(Locale.ROOT) + member.name.substring(1);
                if (value != null) {
                    value(member, value, place, violations);
                } else if (member.required) {
                    violate(violations, "null", place, "Member must not be null");
                }
            }
        }
    }

    private static void value(Member member, Object value, String place, List<String> violations) {
        switch (member.kind) {
            case STRUCTURE -> structure(member.shape(), value, place + ".", violations);
            case LIST -> {
                List<?> list = (List<?>) value;
                length(member.model(), list.size(), quoted(list.toString()), place, violations);
                for (int i = 0; member.element.constrained && i < list.size(); i++) {
                    value(member.element, list.get(i), place + "." + (i + 1) + ".member", violations);
                }
            }
            case MAP -> map(member, (Map<?, ?>) value, place, violations);
            case BYTES -> length(member.model(), ((SdkBytes) value).asByteArrayUnsafe().length, "'...'", place, violations);
            case STRING -> string(member.model(), (String) value, place, violations);
            case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, DECIMAL ->
                range(member.model(), ((Number) value).doubleValue(), quoted(value.toString()), place, violations, "value");
            case BOOLEAN, TIME, DOCUMENT -> { }
        }
    }

    private static void map(Member member, Map<?, ?> map, String place, List<String> violations) {
        length(member.model(), map.size(), quoted(map.toString()), place, violations);
        ModelShape keys = member.keyModel();
        map.forEach((key, value) -> {
            if (keys != ModelShape.FREE) {
                string(keys, (String) key, place, violations);
            }
            if (member.element.constrained) {
                value(member.element, value, place + "." + key + ".member", violations);
            }
        });
    }

    private static void string(ModelShape model, String text, String place, List<String> violations) {
        int before = violations.size();
        length(model, text.codePointCount(0, text.length()), quoted(text), place, violations);
        if (!model.values().isEmpty() && !model.values().contains(text)) {
            violate(violations, quoted(text), place, "Member must satisfy enum value set: [" + String.join(", ", model.values()) + "]");
        }
        // Only what is not too long is matched: some of AWS's patterns backtrack.
        if (violations.size() == before && model.pattern().isPresent() && !model.pattern().get().matcher(text).matches()) {
            violate(violations, quoted(text), place, "Member must satisfy regular expression pattern: " + model.pattern().get());
        }
    }

    private static void length(ModelShape model, int length, String value, String place, List<String> violations) {
        range(model, length, value, place, violations, "length");
    }

    private static void range(ModelShape model, double number, String value, String place, List<String> violations, String what) {
        model.min().filter(min -> number < min).ifPresent(min ->
                violate(violations, value, place, "Member must have " + what + " greater than or equal to " + whole(min)));
        model.max().filter(max -> number > max).ifPresent(max ->
                violate(violations, value, place, "Member must have " + what + " less than or equal to " + whole(max)));
    }

    private static String whole(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }

    /** What callers sent comes back to them, but not by the megabyte. */
    private static String quoted(String value) {
        return "'" + (value.length() > 256 ? value.substring(0, 256) + "..." : value) + "'";
    }

    private static void violate(List<String> violations, String value, String place, String constraint) {
        violations.add("Value " + value + " at '" + place + "' failed to satisfy constraint: " + constraint);
    }
}
