package dev.forebay.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was asked for on the command line: words, and flags such as {@code --seconds=5}.
 *
 * @param root the source tree
 */
record Options(Path root, List<String> words, Map<String, String> flags) {
    private static final List<String> KNOWN = List.of("rounds", "seconds", "warm", "connections", "bytes", "stock", "backlog", "topics",
            "subscriptions", "shards", "rate", "opts", "queues", "flags", "other-flags");

    static Options parse(Path root, List<String> arguments) {
        List<String> words = new ArrayList<>();
        Map<String, String> flags = new HashMap<>();
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            String[] parts = argument.substring(2).split("=", 2);
            if (parts.length < 2 || !KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException("not a flag: " + argument + "; known: --" + String.join("=…, --", KNOWN) + "=…");
            }
            flags.put(parts[0], parts[1]);
        }
        return new Options(root, words, flags);
    }

    long number(String flag, long otherwise) {
        return flags.containsKey(flag) ? Long.parseLong(flags.get(flag).replace("_", "")) : otherwise;
    }

    /** More options for the JVM of Forebay. */
    String[] javaOptions() {
        return list("opts").toArray(String[]::new);
    }

    /** What a flag says, by spaces; empty when it was not given. */
    List<String> list(String flag) {
        return flags.containsKey(flag) ? List.of(flags.get(flag).split(" ")) : List.of();
    }

    Load load(int bytes) {
        return new Load((int) number("connections", 32), (int) number("bytes", bytes),
                Duration.ofSeconds(number("warm", 5)), Duration.ofSeconds(number("seconds", 6)),
                Load.Queues.valueOf(flags.getOrDefault("queues", "usual").toUpperCase(Locale.ROOT)));
    }

    Path results(String name) {
        return root.resolve("benchmarks/target/results").resolve(name + ".md");
    }
}
