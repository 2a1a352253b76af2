package dev.forebay.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's arguments as flags and their values: {@code --port=1}, {@code --port 1}; a switch as {@code --in-memory} or
 * {@code --in-memory=false}. Anything else is refused. Written by hand because picocli, compiled for Java 5, cannot go into
 * the start-up cache and cost 100 ms of every start.
 */
record Arguments(Map<String, String> flags) {

    /**
     * Reads arguments.
     *
     * @param valued   flags that take a value
     * @param switches flags that may stand alone, which means {@code true}
     */
    static Arguments parse(List<String> line, Set<String> valued, Set<String> switches) {
        Map<String, String> flags = new LinkedHashMap<>();
        for (int i = 0; i < line.size(); i++) {
            String argument = line.get(i);
            int equals = argument.indexOf('=');
            String flag = equals < 0 ? argument : argument.substring(0, equals);
            String value;
            if (!valued.contains(flag) && !switches.contains(flag)) {
                throw unknown(flag, valued, switches);
            } else if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (switches.contains(flag)) {
                value = "true";
            } else if (i + 1 < line.size()) {
                value = line.get(++i);
            } else {
                throw new ConfigRefused(flag + " needs a value");
            }
            if (flags.put(flag, value) != null) {
                throw new ConfigRefused(flag + " is given twice");
            }
        }
        return new Arguments(flags);
    }

    Optional<String> value(String flag) {
        return Optional.ofNullable(flags.get(flag));
    }

    boolean has(String flag) {
        return flags.containsKey(flag);
    }

    private static ConfigRefused unknown(String flag, Set<String> valued, Set<String> switches) {
        List<String> known = new ArrayList<>(valued);
        known.addAll(switches);
        return new ConfigRefused("unknown argument '" + flag + "'; did you mean '" + Nearest.to(flag, known) + "'?");
    }
}
