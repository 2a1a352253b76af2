package dev.forebay.server;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The command line. Its exit codes are those of {@link Exit}. */
public final class Main {
    private static final List<Command> COMMANDS = List.of(
            new StartCommand(), new DemoCommand(System.out, System.getenv()),
            new CredentialsCommand(System.out, System.getenv()), new VaultCommand(System.out, System.getenv()), new TrailCommand(),
            new SigningKeyCommand(System.out, System.getenv()), new VersionCommand());

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> line, PrintStream out, PrintStream err) {
        if (line.isEmpty()) {
            err.print(help());
            return Exit.USED_WRONGLY;
        }
        List<String> arguments = line.subList(1, line.size());
        Optional<Command> command = command(line.getFirst());
        if (command.isPresent()) {
            return run(command.get(), arguments, out, err);
        }
        if (List.of("help", "--help", "-h").contains(line.getFirst())) {
            out.print(arguments.isEmpty() ? help() : command(arguments.getFirst()).map(Command::help).orElseGet(Main::help));
            return 0;
        }
        return Exit.of(unknown(line.getFirst())).report(err);
    }

    private static int run(Command command, List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(command.help());
            return 0;
        }
        try {
            return command.run(arguments);
        } catch (Exception e) {
            return Exit.of(e).report(err);
        }
    }

    private static Optional<Command> command(String name) {
        return COMMANDS.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    private static ConfigRefused unknown(String name) {
        return new ConfigRefused("unknown command '" + name + "'; did you mean '"
                + Nearest.to(name, COMMANDS.stream().map(Command::name).toList()) + "'?");
    }

    private static String help() {
        StringBuilder help = new StringBuilder("Usage: forebay <command> [flags]\n"
                + "AWS's messaging and streaming family, self-hosted.\n\n");
        COMMANDS.forEach(command -> help.append("  %-11s %s%n".formatted(command.name(), command.meaning())));
        return help.append("  help        Show this, or what a command can do.\n").toString();
    }
}
