package dev.forebay.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What AWS's model of one service says, as far as the server needs it: operations, errors and the constraints of what
 * comes in. Read from a generated resource {@code sqs.model} and, where AWS's published model is behind AWS, from one
 * beside it that is written by hand, {@code kinesis.additions}. Both are lines:
 *
 * <pre>
 * service sqs                                        name in credential scopes
 * client software…sqs.SqsClient                      the SDK's interface
 * protocol json 1.0                                  json 1.0 | json 1.1 | query | smithy-rpc-v2-cbor | rest-json …
 * protocols json query                               all that it speaks, where these are more
 * target AmazonSQS                                   prefix of X-Amz-Target
 * version 2012-11-05
 * namespace http://…                                 of XML answers
 * query-compatible yes                               errors carry the legacy code in x-amzn-query-error
 * error QueueDoesNotExist [code=…] [status=…] [fault]
 * operation SendMessage [input=…] [output=…] [http=METHOD:/route]
 * shape Name type [min=…] [max=…] [enum=a,b] [pattern] [untold]   only shapes that can be violated
 *  Member [!][Shape]                                 "!" is required; a shape is named when it can be violated
 *  ~pattern
 * </pre>
 *
 * What comes twice replaces what was said before; a shape that comes twice keeps the members of both, under the limits of
 * the last.
 *
 * <p>The single-valued lines come first and are all that a start reads; the rest is read when somebody asks for it. Safe for
 * threads: racing ones read the same.
 */
final class WireModel {
    private static final Set<String> SEVERAL = Set.of("error", "operation", "shape");

    /** The single-valued lines by their first word. */
    private final Map<String, String> facts;

    private final Supplier<List<String>> lines;
    private volatile Body body;

    private WireModel(Map<String, String> facts, Supplier<List<String>> lines) {
        this.facts = facts;
        this.lines = lines;
    }

    static WireModel load(String service) {
        Map<String, String> facts = head(service + ".model");
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("there is no wire model of " + service);
        }
        facts.putAll(head(service + ".additions"));
        return new WireModel(facts, () -> Stream.of(".model", ".additions").flatMap(kind -> lines(service + kind).stream()).toList());
    }

    /** The facts at the beginning of a resource; none when there is no such resource. */
    private static Map<String, String> head(String resource) {
        Map<String, String> facts = new HashMap<>();
        try (InputStream in = WireModel.class.getResourceAsStream(resource)) {
            if (in != null) {
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                for (String line = reader.readLine(); line != null && isFact(line); line = reader.readLine()) {
                    add(facts, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts;
    }

    /** The lines of a resource; none when there is no such resource. */
    static List<String> lines(String resource) {
        try (InputStream in = WireModel.class.getResourceAsStream(resource)) {
            return in == null ? List.of() : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WireModel parse(List<String> lines) {
        Map<String, String> facts = new HashMap<>();
        lines.stream().filter(WireModel::isFact).forEach(line -> add(facts, line));
        return new WireModel(facts, () -> lines);
    }

    private static boolean isFact(String line) {
        return !line.startsWith(" ") && !SEVERAL.contains(word(line));
    }

    private static void add(Map<String, String> facts, String line) {
        String word = word(line);
        if (!word.isEmpty() && !word.equals("#")) {
            facts.put(word, line.substring(word.length() + 1));
        }
    }

    private static String word(String line) {
        return line.substring(0, Math.max(line.indexOf(' '), 0));
    }

    Map<String, ModelError> errors() {
        return body().errors;
    }

    Map<String, ModelOperation> operations() {
        return body().operations;
    }

    Map<String, ModelShape> shapes() {
        return body().shapes;
    }

    private Body body() {
        Body known = body;
        if (known == null) {
            known = Body.parse(lines.get());
            body = known;
        }
        return known;
    }

    String service() {
        return fact("service");
    }

    String clientClass() {
        return fact("client");
    }

    String protocol() {
        return fact("protocol");
    }

    /** The protocols that it speaks, without their versions. */
    Set<String> protocols() {
        String all = fact("protocols");
        return Set.of((all.isEmpty() ? protocol().split(" ")[0] : all).split(" "));
    }

    String fact(String word) {
        return facts.getOrDefault(word, "");
    }

    boolean queryCompatible() {
        return facts.containsKey("query-compatible");
    }

    /** All but the facts. */
    private record Body(Map<String, ModelError> errors, Map<String, ModelOperation> operations, Map<String, ModelShape> shapes) {

        static Body parse(List<String> lines) {
            Body body = new Body(new HashMap<>(), new HashMap<>(), new HashMap<>());
            ModelShape shape = null;
            for (String line : lines) {
                if (line.startsWith(" ")) {
                    shape.add(line.substring(1));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    shape = body.add(line).orElse(null);
                }
            }
            return body;
        }

        private Optional<ModelShape> add(String line) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "error" -> errors.put(words[1], new ModelError(words[1],
                        attribute(words, "code"), attribute(words, "status").map(Integer::valueOf), words[words.length - 1].equals("fault")));
                case "operation" -> operations.put(words[1],
                        new ModelOperation(attribute(words, "input").orElse(""), attribute(words, "output").isPresent()));
                case "shape" -> {
                    ModelShape shape = ModelShape.of(words);
                    Optional.ofNullable(shapes.put(words[1], shape)).ifPresent(shape::keep);
                    return Optional.of(shape);
                }
                default -> { } // a fact
            }
            return Optional.empty();
        }
    }

    /** The value of {@code name=value} among the words of a line. */
    static Optional<String> attribute(String[] words, String name) {
        for (String word : words) {
            if (word.startsWith(name + "=")) {
                return Optional.of(word.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** An operation: the shape of its input, if any, and whether it answers with anything. */
    record ModelOperation(String input, boolean answers) {}

    /** An error that operations may answer with. Code and status are told where they differ from name and 400. */
    record ModelError(String name, Optional<String> code, Optional<Integer> status, boolean fault) {}
}
