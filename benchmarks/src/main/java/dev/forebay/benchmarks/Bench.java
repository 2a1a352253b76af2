package dev.forebay.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command line of {@code bin/bench}. */
final class Bench {

    private Bench() {}

    /** Arguments: the source tree, what to measure, and flags. */
    public static void main(String[] arguments) throws Exception {
        List<String> line = Arrays.asList(arguments);
        Options options = Options.parse(Path.of(line.getFirst()), line.subList(Math.min(2, line.size()), line.size()));
        switch (line.size() > 1 ? line.get(1) : "") {
            case "sqs" -> new SqsBench(options).run();
            case "sns" -> SnsBench.run(options);
            case "http" -> new HttpBench(options).run();
            case "encryption" -> new EncryptionBench(options).run();
            case "versus" -> new VersusBench(options).run();
            case "depth" -> new DepthBench(options).run();
            case "memory" -> new MemoryBench(options).run();
            case "start" -> new StartBench(options).run();
            case "decisions" -> new DecisionsBench(options).run();
            case "load" -> load(options);
            case "kinesis-fanout-latency" -> new FanOutLatencyBench(options).run();
            case "kinesis-replay" -> new ReplayBench(options).run();
            case "kinesis-kafka" -> new KafkaBench(options).run();
            case String kinesis when kinesis.startsWith("kinesis") -> KinesisBench.run(kinesis, options);
            case String other -> throw new IllegalArgumentException("what to measure? sqs, sns, kinesis, http, encryption, versus, depth, memory, start or decisions; not '" + other + "'");
        }
    }

    /** Loads a server that runs already: {@code load PORT MODE}. For a look with a profiler. */
    private static void load(Options options) throws Exception {
        int port = Integer.parseInt(options.words().getFirst());
        String mode = options.words().get(1);
        if (mode.startsWith("kinesis")) {
            KinesisBench.load(port, mode, options);
        } else {
            System.out.println(Mode.of(mode).run(port, options.load(256), options.number("stock", SqsBench.STOCK)).line());
        }
    }
}
