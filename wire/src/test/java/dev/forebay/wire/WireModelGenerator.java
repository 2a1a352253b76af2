package dev.forebay.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tool that extracts a service's wire model from AWS's own model: facts that the server needs at run time, no prose.
 * Run it with the names of the services whose resources to write; {@link WireModelTest} fails when they drift.
 *
 * <p>The lines that it writes are drawn in {@link WireModel}.
 */
public final class WireModelGenerator {

    static final Path RESOURCES = Path.of("src/main/resources/dev/forebay/wire");

    private final Map<String, Object> metadata;
    private final Map<String, Object> operations;
    private final Map<String, Object> shapes;
    private final Map<String, Boolean> constrained = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private WireModelGenerator(Map<String, Object> model) {
        this.metadata = map(model, "metadata");
        this.operations = new TreeMap<>(map(model, "operations"));
        this.shapes = map(model, "shapes");
    }

    /** Arguments: names of AWS's model files without the suffix, such as {@code sqs-2012-11-05}. */
    public static void main(String... models) throws IOException {
        for (String model : models) {
            String text = generate(AwsModels.read(model));
            Files.writeString(RESOURCES.resolve(WireModel.parse(text.lines().toList()).service() + ".model"), text);
        }
    }

    static String generate(Map<String, Object> model) {
        return new WireModelGenerator(model).generate();
    }

    private String generate() {
        line("# Facts of AWS's model of this service. Written by WireModelGenerator: do not edit.");
        line("service " + metadata.getOrDefault("signingName", metadata.get("endpointPrefix")));
        line("client " + clientClass((String) metadata.get("serviceId")));
        line(("protocol " + metadata.get("protocol") + " " + metadata.getOrDefault("jsonVersion", "")).strip());
        optional("protocols", protocols());
        optional("target", metadata.get("targetPrefix"));
        optional("version", metadata.get("apiVersion"));
        optional("namespace", metadata.get("xmlNamespace"));
        optional("query-compatible", metadata.containsKey("awsQueryCompatible") ? "yes" : null);
        new TreeMap<>(shapes).forEach((name, shape) -> error(name, cast(shape)));
        operations.forEach((name, operation) -> operation(name, cast(operation)));
        for (String name : reachableFromInputs()) {
            if (isConstrained(name)) {
                shape(name, shape(name));
            }
        }
        return out.toString();
    }

    /** Only where there are several. */
    private String protocols() {
        Collection<?> all = (Collection<?>) metadata.getOrDefault("protocols", List.of());
        return all.size() < 2 ? null : all.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private void error(String name, Map<String, Object> shape) {
        if (Boolean.TRUE.equals(shape.get("exception"))) {
            Map<String, Object> error = map(shape, "error");
            String fault = Boolean.TRUE.equals(shape.get("fault")) ? " fault" : "";
            line("error " + name + attribute("code", error.get("code")) + attribute("status", error.get("httpStatusCode")) + fault);
        }
    }

    private void operation(String name, Map<String, Object> operation) {
        Map<String, Object> http = map(operation, "http");
        String route = http.get("method") + ":" + http.get("requestUri");
        line("operation " + name
                + attribute("input", map(operation, "input").get("shape"))
                + attribute("output", map(operation, "output").get("shape"))
                + attribute("http", route.equals("POST:/") ? null : route));
    }

    /** Breadth first and in model order, so that the same model gives the same bytes. */
    private Collection<String> reachableFromInputs() {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>();
        operations.values().forEach(operation -> {
            Object input = map(cast(operation), "input").get("shape");
            if (input != null) {
                open.add((String) input);
            }
        });
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                targets(shape(name)).values().forEach(open::add);
            }
        }
        return seen;
    }

    /** Whether anything at or below a shape can be violated. Recursion counts as "no" while it is being looked at. */
    private boolean isConstrained(String name) {
        Boolean known = constrained.putIfAbsent(name, false);
        if (known != null) {
            return known;
        }
        Map<String, Object> shape = shape(name);
        boolean result = shape.containsKey("required") || !limits(shape).isEmpty();
        for (String target : targets(shape).values()) {
            result |= isConstrained(target);
        }
        constrained.put(name, result);
        return result;
    }

    private void shape(String name, Map<String, Object> shape) {
        line("shape " + name + " " + shape.get("type") + limits(shape));
        Collection<?> required = (Collection<?>) shape.getOrDefault("required", List.of());
        targets(shape).forEach((member, target) -> {
            boolean mandatory = required.contains(member);
            if (mandatory || isConstrained(target)) {
                line(" " + member + (mandatory ? " !" : " ") + (isConstrained(target) ? target : ""));
            }
        });
        Object pattern = shape.get("pattern");
        if (pattern != null) {
            line(" ~" + pattern);
        }
    }

    private static String limits(Map<String, Object> shape) {
        Collection<?> values = (Collection<?>) shape.getOrDefault("enum", List.of());
        String joined = values.stream().map(String::valueOf).collect(Collectors.joining(","));
        return attribute("min", shape.get("min")) + attribute("max", shape.get("max"))
                + attribute("enum", joined.isEmpty() ? null : joined.replace(" ", "%20"))
                + (shape.containsKey("pattern") ? " pattern" : "");
    }

    private static Map<String, String> targets(Map<String, Object> shape) {
        Map<String, String> targets = new java.util.LinkedHashMap<>();
        map(shape, "members").forEach((member, reference) -> targets.put(member, (String) cast(reference).get("shape")));
        for (String part : List.of("member", "key", "value")) {
            if (shape.get(part) instanceof Map<?, ?> reference) {
                targets.put(part, (String) reference.get("shape"));
            }
        }
        return targets;
    }

    /** The SDK's rule: words of the service id, capitalised when spelled in capitals only ({@code SQS} is {@code Sqs}). */
    private static String clientClass(String serviceId) {
        List<String> words = new ArrayList<>();
        for (String word : serviceId.split("[^A-Za-z0-9]+")) {
            String spelled = word.replaceAll("([A-Z])([A-Z]+)(?=[A-Z][a-z]|$|[^A-Za-z])", "$1\u0000$2");
            int mark = spelled.indexOf('\u0000');
            words.add(mark < 0 ? word : spelled.substring(0, mark) + spelled.substring(mark + 1).toLowerCase(Locale.ROOT));
        }
        String name = words.stream().map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        String plain = name.endsWith("Service") ? name.substring(0, name.length() - "Service".length()) : name;
        return "software.amazon.awssdk.services." + plain.toLowerCase(Locale.ROOT) + "." + plain + "Client";
    }

    private void optional(String word, Object value) {
        if (value != null) {
            line(word + " " + value);
        }
    }

    private static String attribute(String name, Object value) {
        return value == null ? "" : " " + name + "=" + value;
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private Map<String, Object> shape(String name) {
        return map(shapes, name);
    }

    private static Map<String, Object> map(Map<String, Object> owner, String key) {
        return cast(owner.getOrDefault(key, Map.of()));
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys.
    private static Map<String, Object> cast(Object json) {
        return (Map<String, Object>) json;
    }

    /** AWS's model files on the class path. */
    static final class AwsModels {

        private AwsModels() {}

        static Map<String, Object> read(String name) {
            try (var in = AwsModels.class.getResourceAsStream("/models/" + name + "-model.json")) {
                if (in == null) {
                    throw new IllegalArgumentException("no model " + name + " in aws-java-sdk-models");
                }
                return cast(JsonTree.read(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
