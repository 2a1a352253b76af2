package dev.forebay.server;

import dev.forebay.server.Key.Kind;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line's side of the keys: one flag each. Options are built by hand, for reading annotations by reflection
 * costs start-up time and would list every key a second time.
 */
final class Flags {
    private static final String CONFIG = "--config";

    private Flags() {}

    /** Adds a flag for every key to a command. */
    static void addTo(CommandSpec command) {
        command.usageMessage().abbreviateSynopsis(true).sortOptions(false);
        command.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
        command.addOption(OptionSpec.builder(CONFIG).paramLabel("<path>").type(Path.class)
                .description("Configuration file. Default: ./" + ConfigFile.USUAL + " if there is one.").build());
        for (Key key : Key.all()) {
            command.addOption(option(key));
        }
    }

    private static OptionSpec option(Key key) {
        String ending = key.kind() == Kind.SWITCH || key.defaultValue().isEmpty()
                ? "" : " Default: " + key.defaultValue();
        OptionSpec.Builder option = OptionSpec.builder(key.flag()).type(String.class)
                .paramLabel("<" + key.kind().shape() + ">")
                .description(key.meaning() + ending);
        if (key.kind() == Kind.SWITCH) {
            option.arity("0..1").fallbackValue("true");
        }
        return option.build();
    }

    /** The settings of all sources, in their order of precedence: flags, environment, file. */
    static Settings settings(ParseResult parsed, Map<String, String> environment) {
        Path fromEnvironment = environment.containsKey(Environment.CONFIG_FILE)
                ? Path.of(environment.get(Environment.CONFIG_FILE)) : null;
        Optional<Path> file = Optional.ofNullable(parsed.matchedOptionValue(CONFIG, fromEnvironment));
        return new Settings(List.of(given(parsed), Environment.read(environment), ConfigFile.read(file)));
    }

    private static Map<Key, Setting> given(ParseResult parsed) {
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        for (Key key : Key.all()) {
            if (parsed.hasMatchedOption(key.flag())) {
                String value = parsed.matchedOptionValue(key.flag(), "");
                settings.put(key, new Setting(value, "flag " + key.flag()));
            }
        }
        return settings;
    }
}
