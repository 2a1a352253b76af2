package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The turns of the load runs on streams. Each connection has its requests prepared, and sends one after the other. */
final class StreamTurns {
    private static final int PREPARED = 64;
    private static final int PREPARED_BATCHES = 4;

    private static final AtomicLong SEEDS = new AtomicLong();

    private StreamTurns() {}

    /** What is loaded. */
    record Target(String stream, int shards) {}

    /** One record a turn. */
    static Turn put(Kinesis kinesis, Target target, Load load) {
        Noise noise = new Noise(load.bytes());
        Random random = random();
        List<ByteBuffer> requests = Stream.generate(() -> kinesis.put(target.stream(), random, noise.next())).limit(PREPARED).toList();
        return inTurn(requests, (connection, request) -> {
            connection.call(request);
            return 1;
        });
    }

    /** 500 records a turn. */
    static Turn puts(Kinesis kinesis, Target target, Load load) {
        Noise noise = new Noise(load.bytes());
        Random random = random();
        List<ByteBuffer> requests = Stream.generate(() -> kinesis.puts(target.stream(), random, Kinesis.MOST_PUT, noise))
                .limit(PREPARED_BATCHES).toList();
        return inTurn(requests, (connection, request) -> putAll(kinesis, connection, request));
    }

    private static int putAll(Kinesis kinesis, Connection connection, ByteBuffer request) throws IOException {
        if (kinesis.encoding().digit(connection.call(request), "FailedRecordCount") != 0) {
            throw new IOException("the server refused records");
        }
        return Kinesis.MOST_PUT;
    }

    /** Readers of all shards, who begin again at the end. */
    static Supplier<Turn> gets(Kinesis kinesis, Target target, Load load) {
        AtomicInteger readers = new AtomicInteger();
        return () -> new StreamReader(kinesis, target, readers.getAndIncrement(), load.bytes());
    }

    /** Puts so many records, 500 at a time. */
    static Measured fill(int port, Kinesis kinesis, Target target, Load load, long records) throws IOException, InterruptedException {
        AtomicLong left = new AtomicLong(records);
        return ClosedLoop.toTheEnd("fill", port, load, () -> {
            Turn puts = puts(kinesis, target, load);
            return connection -> left.addAndGet(-Kinesis.MOST_PUT) < 0 ? Turn.OVER : puts.take(connection);
        });
    }

    private static Turn inTurn(List<ByteBuffer> requests, Sent sent) {
        int[] next = new int[1];
        return connection -> sent.by(connection, requests.get(next[0]++ % requests.size()));
    }

    private interface Sent {
        int by(Connection connection, ByteBuffer request) throws IOException;
    }

    private static Random random() {
        return new Random(SEEDS.incrementAndGet());
    }
}
