package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One Kafka broker that is its own controller, with its own defaults and the JVM flags of its own scripts; and its producer. Both in
 * JVMs of their own, with jars that are never beside ours.
 *
 * @param root the source tree
 */
record KafkaBroker(Path root) {
    private static final List<String> FLAGS = List.of("-server", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35", "-XX:+ExplicitGCInvokesConcurrent", "-Xms1g", "-Xmx1g");

    Server start(Path data) throws IOException, InterruptedException {
        int port = Server.freePort();
        Path properties = Files.writeString(data.resolve("server.properties"), properties(port, Server.freePort(), data));
        List<String> format = java(List.of(), "kafka.tools.StorageTool", "format", "-t", id(), "-c", properties.toString());
        if (Server.launch(new ProcessBuilder(format)).start().waitFor() != 0) {
            throw new IOException("Kafka's folder could not be formatted");
        }
        return Server.start("Kafka", port, new ProcessBuilder(java(FLAGS, "kafka.Kafka", properties.toString())), Server.Knock.TCP);
    }

    private static String properties(int port, int controllerPort, Path data) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                offsets.topic.replication.factor=1
                log.dirs=%3$s
                """.formatted(port, controllerPort, data.resolve("logs"));
    }

    /** A cluster's id: 16 bytes in Base64 for URLs, of which the first may not be a dash. */
    private static String id() {
        String digits = UUID.randomUUID().toString().replace("-", "");
        return "f" + digits.substring(0, 20) + "A";
    }

    /**
     * Runs the producer against a topic of its own.
     *
     * @param flushed records after which a log is flushed; 0 for the default, never
     */
    Produced produce(Server broker, Load load, int partitions, int flushed, int batch) throws IOException, InterruptedException {
        List<Object> figures = List.of(broker.port(), partitions, flushed, load.bytes(), batch, Math.max(1, load.warm().toSeconds()), load.window().toSeconds());
        List<String> command = java(List.of("-XX:+UseSerialGC", "-Xmx512m"), root.resolve("benchmarks/kafka/KafkaLoad.java").toString());
        figures.forEach(figure -> command.add(figure.toString()));
        Process producer = new ProcessBuilder(command).redirectError(Server.LOG).start();
        String line = new String(producer.getInputStream().readAllBytes()).strip();
        if (producer.waitFor() != 0) {
            throw new IOException("Kafka's producer failed: " + line);
        }
        String[] printed = line.split(" ");
        return new Produced(Double.parseDouble(printed[0]), Double.parseDouble(printed[1]), Long.parseLong(printed[2]));
    }

    private List<String> java(List<String> flags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Server.java()));
        command.addAll(flags);
        // There is no logger among its jars, so it says nothing while it is measured.
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp", root.resolve("benchmarks/target/kafka") + "/*"));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * What the producer did.
     *
     * @param rate    records a second
     * @param batch   records of an average batch
     * @param records in all, with those while it warmed up
     */
    record Produced(double rate, double batch, long records) {}
}
