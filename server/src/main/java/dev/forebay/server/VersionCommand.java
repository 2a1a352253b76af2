package dev.forebay.server;

import java.util.List;
import java.util.Optional;

/** {@code forebay version}: which Forebay this is, and which Java runs it. */
final class VersionCommand implements Command {

    @Override
    public String name() {
        return "version";
    }

    @Override
    public String meaning() {
        return "Print the version.";
    }

    @Override
    public String help() {
        return "Usage: forebay version\n" + meaning() + "\n";
    }

    @Override
    public int run(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw new ConfigRefused("version takes no arguments");
        }
        System.out.println("forebay " + version() + ", Java " + Runtime.version());
        return 0;
    }

    /** The version in the jar's manifest; in a build tree there is no jar. */
    private static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion()).orElse("(build tree)");
    }
}
