package dev.forebay.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, run from the classes under test. */
final class ServerProcess implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Process process;
    private final BufferedReader output;

    ServerProcess(String... arguments) throws IOException {
        this(Map.of(), arguments);
    }

    /** The same with more in its environment. */
    ServerProcess(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + CrashServer.OPTIONS, CrashServer.QUICK));
        command.addAll(ServerJars.options());
        command.add("dev.forebay.server.Main");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("FOREBAY_"));
        builder.environment().putAll(environment);
        process = builder.start();
        output = process.inputReader();
    }

    /** Waits until the server says that it is ready. */
    URI endpoint() throws IOException {
        return URI.create(line("Endpoint").split("\\s+")[1]);
    }

    /** Reads on until a line that begins so, and returns it. */
    String line(String beginning) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.strip().startsWith(beginning)) {
                return line.strip();
            }
        }
        throw new IllegalStateException("it said no such thing: " + errors());
    }

    /** Sends SIGTERM. */
    void terminate() {
        // Process.destroy would close the streams as well, and with them what the server says last.
        process.toHandle().destroy();
    }

    /** Waits for the end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    /** Whether the end came in this time. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Everything on standard error, once the process has ended. */
    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join(); // else the next one may find the directory in use
    }
}
