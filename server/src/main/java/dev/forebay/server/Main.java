package dev.forebay.server;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Its exit codes are those of {@link Exit}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.create().name("forebay");
        spec.usageMessage().description("AWS's messaging and streaming family, self-hosted.")
                .footer("", "'forebay start --help' lists every setting.");
        CommandLine commands = new CommandLine(spec);
        spec.addSubcommand("start", StartCommand.spec());
        spec.addSubcommand("version", action("Print the version.", Main::printVersion));
        spec.addSubcommand("help", action("Print this help.", () -> commands.usage(System.out)));
        commands.setParameterExceptionHandler((problem, _) -> usedWrongly(problem));
        commands.setExecutionExceptionHandler((problem, _, _) -> Exit.of(problem).report(System.err));
        return commands;
    }

    private static CommandSpec action(String meaning, Runnable action) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action);
        spec.usageMessage().description(meaning);
        return spec;
    }

    private static void printVersion() {
        System.out.println("forebay " + Version.text());
    }

    private static int usedWrongly(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        if (command.getCommandSpec().parent() == null) {
            command.usage(System.err);
        } else {
            System.err.println("forebay: " + problem.getMessage() + hint(problem));
        }
        return Exit.USED_WRONGLY;
    }

    private static String hint(ParameterException problem) {
        List<String> known = Key.all().stream().map(Key::flag).toList();
        return problem instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
                ? "; did you mean " + Nearest.to(unmatched.getUnmatched().getFirst(), known) + "?" : "";
    }
}
