package dev.forebay.server;

import dev.forebay.server.Key.Kind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The command line's side of the keys: one flag each. */
final class Flags {
    private static final String CONFIG = "--config";

    private Flags() {}

    /** The settings of all sources, in their order of precedence: flags, environment, file. */
    static Settings settings(List<String> line, Map<String, String> environment) {
        Set<String> valued = names(false);
        valued.add(CONFIG);
        Arguments arguments = Arguments.parse(line, valued, names(true));
        Optional<Path> file = arguments.value(CONFIG)
                .or(() -> Optional.ofNullable(environment.get(Environment.CONFIG_FILE))).map(Path::of);
        ConfigFile.Content content = ConfigFile.read(file);
        return new Settings(List.of(given(arguments), Environment.read(environment), content.settings()), content.endpoints());
    }

    private static Set<String> names(boolean switches) {
        return Key.all().stream().filter(key -> (key.kind() == Kind.SWITCH) == switches)
                .map(Key::flag).collect(Collectors.toSet());
    }

    private static Map<Key, Setting> given(Arguments arguments) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        for (Key key : Key.all()) {
            arguments.value(key.flag()).ifPresent(value -> settings.put(key, new Setting(value, "flag " + key.flag())));
        }
        return settings;
    }

    /** A line or two for each flag. */
    static String help() {
        StringBuilder help = new StringBuilder();
        line(help, CONFIG + " <path>", "Configuration file. Default: ./" + ConfigFile.USUAL + " if there is one.");
        for (Key key : Key.all()) {
            boolean isSwitch = key.kind() == Kind.SWITCH;
            String ending = key.defaultValue().isEmpty() || isSwitch && key.defaultValue().equals("false")
                    ? "" : " Default: " + key.defaultValue() + ".";
            line(help, isSwitch ? key.flag() : key.flag() + " <" + key.kind().shape() + ">", key.meaning() + ending);
        }
        return help.toString();
    }

    private static void line(StringBuilder help, String flag, String meaning) {
        help.append("  ").append(flag).append("\n      ").append(meaning).append('\n');
    }
}
