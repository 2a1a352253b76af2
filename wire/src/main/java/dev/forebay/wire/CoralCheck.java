package dev.forebay.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/**
 * One request's check for {@link CoralValidator}. Most requests violate nothing, so nothing is put into words before something
 * does. Used by one thread.
 */
final class CoralCheck {

    /** What callers sent comes back to them, but not by the megabyte. */
    private static final int MAX_QUOTED = 256;

    private final List<String> violations = new ArrayList<>(0);

    List<String> violations(Shape shape, Object request) {
        structure(shape, request, null);
        return violations;
    }

    /** Recursion ends with the request, whose depth the decoders limit. */
    private void structure(Shape shape, Object object, Place within) {
        for (Member member : shape.members) {
            if (member.constrained) {
                Object value = member.read(object);
                if (value != null) {
                    value(member, value, Place.member(within, member.name));
                } else if (member.required) {
                    violate(" null", Place.member(within, member.name), "Member must not be null");
                }
            }
        }
    }

    private void value(Member member, Object value, Place place) {
        switch (member.kind) {
            case STRUCTURE -> structure(member.shape(), value, place);
            case LIST -> list(member, (List<?>) value, place);
            case MAP -> map(member, (Map<?, ?>) value, place);
            case BYTES -> length(member.model(), ((SdkBytes) value).asByteArrayUnsafe().length, "...", place);
            case STRING -> string(member.model(), (String) value, place);
            case INTEGER, LONG, SHORT, BYTE, FLOAT, DOUBLE, DECIMAL ->
                range(member.model(), "value", ((Number) value).doubleValue(), value, place);
            case BOOLEAN, TIME, DOCUMENT -> { }
        }
    }

    private void list(Member member, List<?> list, Place place) {
        length(member.model(), list.size(), list, place);
        for (int i = 0; member.element.constrained && i < list.size(); i++) {
            value(member.element, list.get(i), Place.item(place, i + 1));
        }
    }

    private void map(Member member, Map<?, ?> map, Place place) {
        length(member.model(), map.size(), map, place);
        ModelShape keys = member.keyModel();
        map.forEach((key, value) -> {
            if (keys != ModelShape.FREE) {
                string(keys, (String) key, place);
            }
            if (member.element.constrained) {
                value(member.element, value, Place.item(place, key));
            }
        });
    }

    private void string(ModelShape model, String text, Place place) {
        if (model == ModelShape.FREE) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        boolean isTooLong = model.max().isPresent() && length > model.max().get();
        // Only what is not too long is matched: some of AWS's patterns backtrack.
        if (!isTooLong && model.pattern().isPresent() && !model.pattern().get().matcher(text).matches()) {
            violate(quoted(text), place, "Member must satisfy regular expression pattern: " + model.pattern().get());
        }
        length(model, length, text, place);
        if (!model.values().isEmpty() && !model.values().contains(text)) {
            violate(quoted(text), place, "Member must satisfy enum value set: [" + String.join(", ", model.values()) + "]");
        }
    }

    private void length(ModelShape model, int length, Object value, Place place) {
        range(model, "length", length, value, place);
    }

    private void range(ModelShape model, String what, double number, Object value, Place place) {
        if (model.min().isPresent() && number < model.min().get()) {
            violate(told(model, value), place, "Member must have " + what + " greater than or equal to " + whole(model.min().get()));
        }
        if (model.max().isPresent() && number > model.max().get()) {
            violate(told(model, value), place, "Member must have " + what + " less than or equal to " + whole(model.max().get()));
        }
    }

    private static String whole(double limit) {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }

    /** AWS: what is secret is left out, and nothing stands for it. */
    private static String told(ModelShape model, Object value) {
        return model.untold() ? "" : quoted(value);
    }

    private static String quoted(Object value) {
        String text = value.toString();
        return " '" + (text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text) + "'";
    }

    private void violate(String value, Place place, String constraint) {
        violations.add("Value" + value + " at '" + place + "' failed to satisfy constraint: " + constraint);
    }

    /**
     * Where a value is; {@code within} is null for members of the request. As a string it is what AWS says, such as
     * {@code tags.1.member.key}.
     *
     * @param step the name of a member, or what tells an item of a list or map
     * @param item whether it is such an item
     */
    private record Place(Place within, Object step, boolean item) {

        static Place member(Place within, String name) {
            return new Place(within, name, false);
        }

        static Place item(Place within, Object index) {
            return new Place(within, index, true);
        }

        @Override
        public String toString() {
            String name = step.toString();
            String told = item ? name + ".member" : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
            return within == null ? told : within + "." + told;
        }
    }
}
