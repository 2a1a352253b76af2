package dev.forebay.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The tables of keys in docs/configuration.md, which a test compares with the page. */
final class ConfigTable {

    private ConfigTable() {}

    static String markdown() {
        return Key.all().stream().map(ConfigTable::row).collect(Collectors.joining("\n", """
                | Key (file) | Flag | Environment | Default | Meaning |
                |---|---|---|---|---|
                """, "\n"));
    }

    /** What the configuration file may say of each endpoint. */
    static String endpoints() {
        return Arrays.stream(EndpointKey.values())
                .map(key -> "| `" + key.of("NAME") + "` | " + key.meaning() + " |")
                .collect(Collectors.joining("\n", "| Key (file) | Meaning |\n|---|---|\n", "\n"));
    }

    private static String row(Key key) {
        String byDefault = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return "| `" + key.text() + "` | `" + key.flag() + "` | `" + key.variable() + "` | " + byDefault + " | "
                + key.meaning() + " |";
    }
}
