package dev.forebay.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * {@code bin/bench kinesis-fanout-latency}: the time from before a record is put until a consumer has it, at a modest rate: pushed by
 * SubscribeToShard, and asked for with GetRecords without a pause and five times a second, which is as often as AWS allows. Consumers
 * use AWS's SDK with its client for HTTP/2. Medians of several rounds.
 */
final class FanOutLatencyBench {
    private static final int CONNECTIONS = 4;
    private static final long RATE = 200;
    private static final long AWS_PAUSE = 200;

    /** Until a consumer's requests are under way, and at the end until the last record has come. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final Options options;
    private final Load load;
    private final int shards;
    private final Kinesis kinesis = new Kinesis(new Cbor());

    FanOutLatencyBench(Options options) {
        this.options = options;
        this.load = options.load(256);
        this.shards = (int) options.number("shards", 1);
    }

    void run() throws Exception {
        List<Way> ways = List.of(new Way("subscription", new Rounds()), new Way("polled without a pause", new Rounds()), new Way("polled every 200 ms", new Rounds()));
        try (Disk disk = Disk.temporary(); Server server = new Servers(options.root()).forebay(disk.folder(), options.javaOptions());
                KinesisAsyncClient client = client(server.port())) {
            String stream = "latency";
            Kinesis.createStream(server.port(), stream, shards);
            String arn = Consumer.register(client, stream);
            List<Opening> openings = List.of((shard, arrivals) -> Consumer.subscribed(client, arn, shard, arrivals),
                    (shard, arrivals) -> Consumer.polling(client, stream, shard, 0, arrivals),
                    (shard, arrivals) -> Consumer.polling(client, stream, shard, AWS_PAUSE, arrivals));
            for (int round = 0; round <= options.number("rounds", 3); round++) {
                for (int i = 0; i < ways.size(); i++) {
                    Measured run = measure(server.port(), stream, ways.get(i).name, openings.get(i), round == 0 ? load.warm() : load.window());
                    if (round > 0) {
                        ways.get(i).rounds.add("Forebay", run);
                    }
                }
            }
        }
        Table table = new Table("consumer", "records /s", "put to consumer, p50", "p99", "p999");
        ways.forEach(way -> table.add(way.name, SqsBench.rate(way.rounds.rate()), Measured.time(way.rounds.p(0.5)),
                Measured.time(way.rounds.p(0.99)), Measured.time(way.rounds.p(0.999))));
        table.publish(options.results("kinesis-fanout-latency"));
    }

    static KinesisAsyncClient client(int port) {
        return KinesisAsyncClient.builder().endpointOverride(URI.create("http://127.0.0.1:" + port)).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build();
    }

    private Measured measure(int port, String stream, String name, Opening opening, Duration time) throws Exception {
        Arrivals arrivals = new Arrivals(System.nanoTime() + MARGIN.toNanos());
        List<Consumer> consumers = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            consumers.add(opening.open(Kinesis.shard(i), arrivals));
        }
        new SteadyLoad(port, CONNECTIONS, options.number("rate", RATE)).run(name, time.plus(MARGIN), () -> putting(stream));
        Thread.sleep(MARGIN);
        consumers.forEach(Consumer::close);
        return arrivals.measured(name, time.toNanos() / 1e9);
    }

    private Turn putting(String stream) {
        Random random = new Random();
        return connection -> {
            connection.call(kinesis.put(stream, random, Arrivals.stamped(load.bytes())));
            return 1;
        };
    }

    private interface Opening {
        Consumer open(String shard, Arrivals arrivals);
    }

    private record Way(String name, Rounds rounds) {}
}
