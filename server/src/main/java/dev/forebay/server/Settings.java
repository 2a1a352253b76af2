package dev.forebay.server;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings that won, and the default of every key that nobody set; read as what they are. Immutable. */
final class Settings {
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

    private final Map<Key, Setting> given;
    private final List<EndpointSettings> endpoints;

    /** Merges sources: the first that sets a key wins. {@code endpoints}: as the configuration file names them. */
    Settings(List<Map<Key, Setting>> sources, List<EndpointSettings> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        given = new EnumMap<>(Key.class);
        for (Map<Key, Setting> source : sources) {
            source.forEach(given::putIfAbsent);
        }
    }

    List<EndpointSettings> endpoints() {
        return endpoints;
    }

    boolean isGiven(Key key) {
        return given.containsKey(key);
    }

    /** The text of a key; empty when it is set to nothing. */
    Optional<String> text(Key key) {
        return Optional.of(setting(key).value().strip()).filter(text -> !text.isEmpty());
    }

    boolean isOn(Key key) {
        return switch (required(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(key, "is neither true nor false");
        };
    }

    /** A whole number in a range, both ends included. */
    long number(Key key, long min, long max) {
        try {
            long number = Long.parseLong(required(key));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(key, "is not a whole number");
        }
        throw refused(key, "is not between " + min + " and " + max);
    }

    /** What stands between commas. */
    List<String> list(Key key) {
        return text(key).stream().flatMap(text -> Arrays.stream(text.split(","))).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    Path path(Key key) {
        try {
            return Path.of(required(key));
        } catch (InvalidPathException e) {
            throw refused(key, "is not a path");
        }
    }

    String level(Key key) {
        String level = required(key);
        if (!LEVELS.contains(level)) {
            throw refused(key, "is not one of " + String.join(", ", LEVELS));
        }
        return level;
    }

    /** Why the value of a key will not do. */
    ConfigRefused refused(Key key, String why) {
        Setting setting = setting(key);
        return new ConfigRefused(key.text() + ": '" + setting.value() + "' " + why + " (" + setting.origin() + ")");
    }

    private String required(Key key) {
        return text(key).orElseThrow(() -> refused(key, "says nothing"));
    }

    private Setting setting(Key key) {
        return given.getOrDefault(key, new Setting(key.defaultValue(), "default"));
    }
}
