package dev.forebay.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The constraints of one shape of AWS's model. Members that cannot be violated are absent. */
final class ModelShape {

    /** What a shape does not limit. */
    static final ModelShape FREE = new ModelShape("", Optional.empty(), Optional.empty(), List.of(), false);

    private final String name;
    private final Optional<Double> min;
    private final Optional<Double> max;
    private final List<String> values;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final boolean untold;
    private String regex = "";

    /** Compiled at first use: most services have hundreds, most calls need few. Racing threads compile the same thing. */
    private Optional<Pattern> pattern = Optional.empty();

    private ModelShape(String name, Optional<Double> min, Optional<Double> max, List<String> values, boolean untold) {
        this.name = name;
        this.min = min;
        this.max = max;
        this.values = values;
        this.untold = untold;
    }

    static ModelShape of(String[] words) {
        return new ModelShape(words[1],
                WireModel.attribute(words, "min").map(Double::valueOf),
                WireModel.attribute(words, "max").map(Double::valueOf),
                WireModel.attribute(words, "enum").map(values -> Arrays.stream(values.split(",")).map(value -> value.replace("%20", " ")).toList())
                        .orElse(List.of()),
                words[words.length - 1].equals("untold"));
    }

    /** Adds a line below the shape's own: a member or the pattern. */
    void add(String line) {
        if (line.startsWith("~")) {
            regex = line.substring(1);
            return;
        }
        int space = line.indexOf(' ');
        String target = space < 0 ? "" : line.substring(space + 1);
        boolean required = target.startsWith("!");
        parts.put(space < 0 ? line : line.substring(0, space), new Part(required, required ? target.substring(1) : target));
    }

    /** Keeps what was said of the same shape before, but for its limits. */
    void keep(ModelShape earlier) {
        parts.putAll(earlier.parts);
        regex = earlier.regex;
    }

    String name() {
        return name;
    }

    Optional<Double> min() {
        return min;
    }

    Optional<Double> max() {
        return max;
    }

    List<String> values() {
        return values;
    }

    /** Whether no message may repeat its value. */
    boolean untold() {
        return untold;
    }

    Optional<Pattern> pattern() {
        if (pattern.isEmpty() && !regex.isEmpty()) {
            pattern = Optional.of(Pattern.compile(regex));
        }
        return pattern;
    }

    /** A member of a structure; {@code member} of a list; {@code key} or {@code value} of a map. */
    Part part(String name) {
        return parts.getOrDefault(name, Part.FREE);
    }

    /** Whether it has a line for that member. */
    boolean names(String member) {
        return parts.containsKey(member);
    }

    /** How many members must be there. */
    int requiredParts() {
        return (int) parts.values().stream().filter(Part::required).count();
    }

    /** A member: whether it must be there, and the name of its shape when that can be violated. */
    record Part(boolean required, String target) {

        static final Part FREE = new Part(false, "");
    }
}
