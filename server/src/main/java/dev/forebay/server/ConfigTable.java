package dev.forebay.server;

import java.util.stream.Collectors;

/** The table of keys in docs/configuration.md, which a test compares with the page. */
final class ConfigTable {

    private ConfigTable() {}

    static String markdown() {
        return Key.all().stream().map(ConfigTable::row).collect(Collectors.joining("\n", """
                | Key (file) | Flag | Environment | Default | Meaning |
                |---|---|---|---|---|
                """, "\n"));
    }

    private static String row(Key key) {
        String byDefault = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return "| `" + key.text() + "` | `" + key.flag() + "` | `" + key.variable() + "` | " + byDefault + " | "
                + key.meaning() + " |";
    }
}
