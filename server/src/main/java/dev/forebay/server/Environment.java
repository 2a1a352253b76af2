package dev.forebay.server;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings from environment variables that begin with {@code FOREBAY_}. */
final class Environment {
    private static final String PREFIX = "FOREBAY_";

    /** Names the configuration file; not a key, for a file cannot name itself. */
    static final String CONFIG_FILE = "FOREBAY_CONFIG";

    /** Variables that speak to bin/forebay and bin/test, not to the server. */
    private static final Set<String> OF_THE_SCRIPTS = Set.of("FOREBAY_JAVA_HOME", "FOREBAY_JAVA_OPTS");
    private static final String OF_THE_TESTS = "FOREBAY_TEST_";

    private Environment() {}

    static Map<Key, Setting> read(Map<String, String> variables) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        variables.forEach((name, value) -> {
            if (isOurs(name)) {
                Key key = Key.ofVariable(name).orElseThrow(() -> unknown(name));
                settings.put(key, new Setting(value, "environment variable " + name));
            }
        });
        return settings;
    }

    private static boolean isOurs(String name) {
        return name.startsWith(PREFIX) && !name.startsWith(OF_THE_TESTS)
                && !name.equals(CONFIG_FILE) && !OF_THE_SCRIPTS.contains(name);
    }

    private static ConfigRefused unknown(String name) {
        List<String> known = Key.all().stream().map(Key::variable).toList();
        return new ConfigRefused(
                "unknown environment variable " + name + "; did you mean " + Nearest.to(name, known) + "?");
    }
}
