package dev.forebay.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server as bin/forebay runs it, with the distribution's JVM options but from the classes under test: a process to be
 * killed. A folder of the test's takes what it says on standard error.
 */
final class CrashServer implements AutoCloseable {
    private static final int SECONDS = 60;
    /** These servers do not live long enough for the second compiler to pay. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";
    static final Path OPTIONS = Path.of("src/dist/jvm.options");

    private static final String UNFINISHED_COMMIT = "was not finished and never acknowledged";

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    /** Starts the command {@code start} with further flags. */
    CrashServer(Path folder, Path data, String... flags) throws IOException {
        this(folder, ServerJars.options(), data, flags);
    }

    /** The same with class path and what goes with it. */
    CrashServer(Path folder, List<String> options, Path data, String... flags) throws IOException {
        errors = Files.createTempFile(folder, "errors", ".txt");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + OPTIONS, QUICK, "-Djava.io.tmpdir=" + folder));
        command.addAll(options);
        command.addAll(List.of("dev.forebay.server.Main", "start", "--port=0", "--data-dir=" + data));
        command.addAll(List.of(flags));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOREBAY_"));
        process = builder.start();
        output = process.inputReader();
    }

    /** Waits until the server says that it is ready. Once. */
    URI endpoint() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.strip().startsWith("Endpoint")) {
                return URI.create(line.strip().split("\\s+")[1]);
            }
        }
        throw new IllegalStateException("the server did not start: " + errors());
    }

    /** SIGKILL: nothing in the process runs any more. Returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    /** What it said on standard error so far. */
    String errors() throws IOException {
        return Files.readString(errors);
    }

    /**
     * What it said on standard error, without what a kill may bring about: SIGKILL can end a process in the middle of a
     * write, and the next one then says that it dropped a commit nobody was told of.
     */
    List<String> complaints() throws IOException {
        return errors().lines().filter(line -> !line.contains(UNFINISHED_COMMIT)).toList();
    }

    @Override
    public void close() {
        kill();
    }
}
