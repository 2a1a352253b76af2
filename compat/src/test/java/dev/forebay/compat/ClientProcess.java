package dev.forebay.compat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program from {@code compat/clients} in a JVM of its own, with its own libraries. What it logs is in {@code target/clients}. */
final class ClientProcess implements AutoCloseable {
    private static final int SECONDS_TO_END = 180;
    private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
    private static final Path LOGS = Path.of("target", "clients").toAbsolutePath();

    private final Process process;
    private final Path log;

    private ClientProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param client     the folder that it is built in
     * @param program    its main class
     * @param name       what its log is called
     * @param properties what it is told
     */
    static ClientProcess start(String client, String program, String name, Map<String, String> properties) {
        try {
            Path log = Files.createDirectories(LOGS).resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command(client, program, properties))
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            // Nothing here may look for a machine of AWS's that it runs on.
            builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
            return new ClientProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String client, String program, Map<String, String> properties) throws IOException {
        Path target = CLIENTS.resolve(client).resolve("target");
        String jars = Files.readString(target.resolve("classpath")).strip();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-cp", target.resolve("classes") + File.pathSeparator + jars));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("dev.forebay.compat." + program);
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Where to look when it does not do what it should. */
    Path log() {
        return log;
    }

    /** Sends SIGKILL: no last word, no last checkpoint. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** Ends its standard input, which tells it to end in good order. */
    void leave() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end. */
    int exitCode() {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running: " + log);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
