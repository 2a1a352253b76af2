package dev.forebay.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A server under test, in a process of its own.
 *
 * @param name    for the tables
 * @param process a process that became the JVM, so that its id is the server's
 * @param port    where it listens on 127.0.0.1
 */
record Server(String name, Process process, int port) implements AutoCloseable {
    private static final File LOG_FILE = new File(System.getProperty("java.io.tmpdir"), "forebay-bench.log");

    /** Where what servers say is kept. */
    static final ProcessBuilder.Redirect LOG = ProcessBuilder.Redirect.appendTo(LOG_FILE);
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    /** Starts a command and waits until it answers. */
    static Server start(String name, int port, ProcessBuilder command, Knock knock) throws IOException, InterruptedException {
        Server server = new Server(name, launch(command).start(), port);
        try {
            server.awaitAnswer(knock);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** What a server says is kept in a file of the system's temporary folder, for when it does not start. */
    static ProcessBuilder launch(ProcessBuilder command) {
        return command.redirectErrorStream(true).redirectOutput(LOG);
    }

    /** Asks again and again, every other millisecond, until there is a first answer. */
    void awaitAnswer(Knock knock) throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + READY_WITHIN.toNanos();
        while (!answers(knock)) {
            if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                throw new IOException(name + " did not start; see " + LOG_FILE);
            }
            Thread.sleep(2);
        }
    }

    private boolean answers(Knock knock) {
        try (Connection connection = new Connection(port)) {
            knock.at(connection);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** How a server is asked whether it is there. */
    interface Knock {
        Knock SQS = connection -> connection.call(Request.of("ListQueues", "{}"));
        Knock KINESIS = connection -> connection.call(Request.kinesis("application/x-amz-json-1.1", "ListStreams", 2).add("{}").finish());

        /** It is there once it accepts connections. */
        Knock TCP = _ -> { };

        /** Fails when it is not. */
        void at(Connection connection) throws IOException;
    }

    /** Memory that is in RAM, in MB of a million bytes. */
    double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
            }
        }
        throw new IOException("no VmRSS for " + process.pid());
    }

    /** CPU time so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** A port that is free now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Tells it to stop, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
