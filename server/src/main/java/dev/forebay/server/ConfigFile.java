package dev.forebay.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settings from a configuration file: Java properties in UTF-8, each key once. */
final class ConfigFile {

    /** Read from the working directory when no other file is named. */
    static final Path USUAL = Path.of("forebay.properties");

    /** {@code endpoint.NAME.port}. */
    private static final Pattern ENDPOINT = Pattern.compile("endpoint\\.([a-z0-9-]{1,32})\\.([a-z-]+)");

    private ConfigFile() {}

    /** What a file says: of the server, and of endpoints, of which there may be any number. */
    record Content(Map<Key, Setting> settings, List<EndpointSettings> endpoints) {}

    /** The named file, which must exist; else the usual one, if it does. */
    static Content read(Optional<Path> named) {
        if (named.isEmpty() && !Files.exists(USUAL)) {
            return new Content(Map.of(), List.of());
        }
        Path file = named.orElse(USUAL);
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        Map<String, EndpointSettings> endpoints = new TreeMap<>();
        load(file).forEach((name, value) -> {
            Setting setting = new Setting(value.toString(), file.toString());
            Matcher endpoint = ENDPOINT.matcher(name.toString());
            if (endpoint.matches()) {
                EndpointKey key = EndpointKey.named(endpoint.group(2)).orElseThrow(() -> unknown(file, endpoint));
                endpoints.computeIfAbsent(endpoint.group(1), EndpointSettings::of).settings().put(key, setting);
            } else {
                settings.put(Key.named(name.toString()).orElseThrow(() -> unknown(file, name.toString())), setting);
            }
        });
        return new Content(settings, List.copyOf(endpoints.values()));
    }

    private static ConfigRefused unknown(Path file, Matcher endpoint) {
        return new ConfigRefused("unknown key '" + endpoint.group() + "' in " + file + "; did you mean 'endpoint." + endpoint.group(1) + "."
                + Nearest.to(endpoint.group(2), EndpointKey.names()) + "'?");
    }

    private static Properties load(Path file) {
        Properties properties = new OnceOnly(file);
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw e instanceof ConfigRefused refused
                    ? refused : new ConfigRefused("cannot read the configuration file " + file + ": " + e);
        }
        return properties;
    }

    private static ConfigRefused unknown(Path file, String name) {
        List<String> known = Key.all().stream().map(Key::text).toList();
        return new ConfigRefused(
                "unknown key '" + name + "' in " + file + "; did you mean '" + Nearest.to(name, known) + "'?");
    }

    /** Properties lets the last of two lines win without a word; whoever wrote the first would never know. */
    private static final class OnceOnly extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient Path file;

        OnceOnly(Path file) {
            this.file = file;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new ConfigRefused("key '" + key + "' is set twice in " + file);
            }
            return super.put(key, value);
        }
    }
}
