package dev.forebay.compat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, with its data on disk: one that can be killed and started again. */
final class ServerProcess implements AutoCloseable {
    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts one and waits until it is ready. */
    static ServerProcess start(Path data, int port) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                    "-cp", System.getProperty("java.class.path"), "dev.forebay.server.Main", "start",
                    "--data-dir", data.toString(), "--port", Integer.toString(port)));
            builder.environment().keySet().removeIf(name -> name.startsWith("FOREBAY_"));
            Process process = builder.redirectError(data.resolveSibling("server.err").toFile()).start();
            awaitReady(process.inputReader());
            return new ServerProcess(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Endpoint")) {
                return;
            }
        }
        throw new IllegalStateException("the server did not start");
    }

    /** Sends SIGKILL and waits for the end. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
