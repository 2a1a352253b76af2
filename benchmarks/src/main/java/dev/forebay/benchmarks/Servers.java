package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How Forebay and the peers that run on a JVM are started. All get the same JDK.
 *
 * @param root the source tree
 */
record Servers(Path root) {

    /** Forebay as people start it, durable, with its own flags. */
    Server forebay(Path data, String... javaOptions) throws IOException, InterruptedException {
        return forebay(data, List.of(), javaOptions);
    }

    /** The same with more flags of Forebay. */
    Server forebay(Path data, List<String> flags, String... javaOptions) throws IOException, InterruptedException {
        int port = Server.freePort();
        ProcessBuilder command = forebayCommand(port, data, javaOptions);
        command.command().addAll(flags);
        return Server.start("Forebay", port, command, Server.Knock.SQS);
    }

    ProcessBuilder forebayCommand(int port, Path data, String... javaOptions) {
        ProcessBuilder command = new ProcessBuilder(root.resolve("bin/forebay").toString(), "start", "--port", Integer.toString(port),
                "--data-dir", data.toString(), "--log-level", "warn");
        command.environment().keySet().removeIf(name -> name.startsWith("FOREBAY_"));
        command.environment().put("FOREBAY_JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("FOREBAY_JAVA_OPTS", String.join(" ", javaOptions));
        return command;
    }

    /** ElasticMQ, in memory, with the JDK's default flags but for the heap; its jars are never beside ours. */
    Server elasticMq(String... javaOptions) throws IOException, InterruptedException {
        int port = Server.freePort();
        List<String> command = new ArrayList<>(List.of(Server.java(), "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(Arrays.asList(javaOptions));
        command.addAll(List.of("-Drest-sqs.bind-port=" + port, "-Drest-sqs.bind-hostname=127.0.0.1",
                "-Dnode-address.port=" + port, "-Dnode-address.host=127.0.0.1", "-Drest-stats.enabled=false",
                "-Dlogback.configurationFile=" + root.resolve("benchmarks/elasticmq/logback.xml"),
                "-cp", root.resolve("benchmarks/target/elasticmq") + "/*", "org.elasticmq.server.Main"));
        return Server.start("ElasticMQ", port, new ProcessBuilder(command), Server.Knock.SQS);
    }

    /** Forebay's HTTP server and nothing behind it, with Forebay's flags. */
    Server constant(String... javaOptions) throws IOException, InterruptedException {
        int port = Server.freePort();
        Path dist = root.resolve("server/target/dist");
        List<String> command = new ArrayList<>(List.of(Server.java(), "@" + dist.resolve("jvm.options")));
        command.addAll(Arrays.asList(javaOptions));
        command.addAll(List.of("-cp", dist.resolve("lib") + "/*:" + root.resolve("benchmarks/target/classes"),
                ConstantServer.class.getName(), Integer.toString(port)));
        return Server.start("constant", port, new ProcessBuilder(command), Server.Knock.SQS);
    }
}
