package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the peers that run on Node.js are started, with their own defaults but for the heap, which holds their records, and the
 * number of shards that they allow.
 *
 * @param root the source tree
 */
record NodePeers(Path root) {
    private static final String HEAP = "--max-old-space-size=4096";
    private static final String SHARDS = "1000";

    Server kinesalite() throws IOException, InterruptedException {
        int port = Server.freePort();
        return Server.start("kinesalite", port, node("kinesalite", "cli.js", "--port", Integer.toString(port), "--shardLimit", SHARDS),
                Server.Knock.KINESIS);
    }

    /** kinesis-mock, as its project compiles it for Node.js; it looks for its certificate in its working folder. */
    Server kinesisLocal() throws IOException, InterruptedException {
        int port = Server.freePort();
        ProcessBuilder command = node("kinesis-local", "main.js");
        command.environment().putAll(Map.of("KINESIS_MOCK_PLAIN_PORT", Integer.toString(port),
                "KINESIS_MOCK_TLS_PORT", Integer.toString(Server.freePort()), "SHARD_LIMIT", SHARDS, "LOG_LEVEL", "WARN"));
        return Server.start("kinesis-local", port, command, Server.Knock.KINESIS);
    }

    private ProcessBuilder node(String packageName, String... arguments) {
        ProcessBuilder command = new ProcessBuilder("node", HEAP);
        command.command().addAll(List.of(arguments));
        return command.directory(root.resolve("benchmarks/target/npm/node_modules").resolve(packageName).toFile());
    }
}
