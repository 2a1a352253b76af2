package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bin/bench encryption}: what encryption costs on sends. One server, and in each round the same load on a queue or stream in the
 * clear and on others that are encrypted. CPU is the server's, a message: steadier than rates beside other work.
 */
final class EncryptionBench {
    private static final int SETTLE_MILLIS = 1_000;

    private final Options options;
    private final Load load;
    private final int shards;

    EncryptionBench(Options options) {
        this.options = options;
        this.load = options.load(1_024);
        this.shards = (int) options.number("shards", 4);
    }

    /** What is loaded. */
    private enum Kind {
        CLEAR("in the clear"), SQS("by SQS"), KMS("under a key of KMS");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        private String attributes() {
            return switch (this) {
                case CLEAR -> "\"SqsManagedSseEnabled\":\"false\"";
                case SQS -> "\"SqsManagedSseEnabled\":\"true\"";
                case KMS -> "\"KmsMasterKeyId\":\"alias/aws/sqs\"";
            };
        }
    }

    void run() throws Exception {
        Table table = new Table("sends of " + load.bytes() + " B", "/s", "of the clear", "p50", "p99");
        try (Disk disk = Disk.temporary(); Server server = new Servers(options.root()).forebay(disk.folder(), options.javaOptions())) {
            report(table, "sqs-send", rounds(server, this::send));
            report(table, "kinesis-puts", rounds(server, this::puts));
        }
        table.publish(options.results("encryption"));
    }

    private Map<Kind, Rounds> rounds(Server server, Run run) throws IOException, InterruptedException {
        Map<Kind, Rounds> results = new EnumMap<>(Kind.class);
        for (int round = 0; round < options.number("rounds", 3); round++) {
            for (Kind kind : Kind.values()) {
                results.computeIfAbsent(kind, _ -> new Rounds()).add(kind.text, run.of(server, kind));
            }
        }
        return results;
    }

    private Measured send(Server server, Kind kind) throws IOException, InterruptedException {
        String name = "bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        try (Connection connection = new Connection(server.port())) {
            connection.call(Request.of("CreateQueue", "{\"QueueName\":\"" + name + "\",\"Attributes\":{" + kind.attributes() + "}}"));
        }
        String queue = "http://127.0.0.1:" + server.port() + "/000000000000/" + name;
        Measured measured = ClosedLoop.window("sqs-send", server.port(), load, () -> Turns.send(queue, load));
        Sqs.deleteQueue(server.port(), queue);
        return measured;
    }

    /** Streams know one kind of encryption. */
    private Measured puts(Server server, Kind kind) throws IOException, InterruptedException {
        String stream = "bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        Kinesis.createStream(server.port(), stream, shards);
        if (kind != Kind.CLEAR) {
            try (Connection connection = new Connection(server.port())) {
                connection.call(Kinesis.setting("StartStreamEncryption",
                        "{\"StreamName\":\"" + stream + "\",\"EncryptionType\":\"KMS\",\"KeyId\":\"alias/aws/kinesis\"}"));
            }
            Thread.sleep(SETTLE_MILLIS);
        }
        Kinesis kinesis = new Kinesis(new Cbor());
        StreamTurns.Target target = new StreamTurns.Target(stream, shards);
        Measured measured = ClosedLoop.window("kinesis-puts", server.port(), load, () -> StreamTurns.puts(kinesis, target, load));
        Kinesis.deleteStream(server.port(), stream);
        return measured;
    }

    private static void report(Table table, String what, Map<Kind, Rounds> results) {
        double clear = results.get(Kind.CLEAR).rate();
        results.forEach((kind, rounds) -> table.add(what + " " + kind.text, SqsBench.rate(rounds.rate()), share(rounds.rate(), clear),
                Measured.time(rounds.p(0.5)), Measured.time(rounds.p(0.99))));
    }

    private static String share(double figure, double of) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * figure / of);
    }

    /** A run against one kind. */
    private interface Run {
        Measured of(Server server, Kind kind) throws IOException, InterruptedException;
    }
}
