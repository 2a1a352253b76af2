package dev.forebay.server;

import java.util.List;

/** One word after {@code forebay}. A new command is a new implementation, listed in {@link Main}. */
interface Command {

    String name();

    /** What it does, in one sentence. */
    String meaning();

    /** Everything that {@code forebay name --help} shows. */
    String help();

    /**
     * Does it, and returns the exit code.
     *
     * @throws ConfigRefused when the arguments will not do
     */
    int run(List<String> arguments) throws Exception;
}
