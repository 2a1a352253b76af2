package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The load runs on streams.
 *
 * @see docs/benchmarks.md
 */
enum StreamMode {
    PUT("kinesis-put", new Json()),
    PUT_CBOR("kinesis-put", new Cbor()),
    PUTS("kinesis-puts", new Json()),
    PUTS_CBOR("kinesis-puts", new Cbor()),
    GET("kinesis-get", new Json()),
    GET_CBOR("kinesis-get", new Cbor());

    /** Answers of megabytes: more would only wait for each other, and take the load's memory. */
    private static final int READERS = 8;

    private final String what;
    private final Kinesis kinesis;

    StreamMode(String what, Encoding encoding) {
        this.what = what;
        this.kinesis = new Kinesis(encoding);
    }

    /**
     * How many of the peers run it too: as CBOR none, for kinesalite's is not AWS's, it carries data as text; and kinesis-local has nothing to
     * read, for it takes more than half an hour to be filled.
     */
    int peers() {
        boolean reads = this == GET || this == GET_CBOR;
        return kinesis.encoding() instanceof Json ? reads ? 1 : 2 : 0;
    }

    String text() {
        return what + "-" + kinesis.encoding().text();
    }

    /** Those that a word names: one such as {@code kinesis-put-cbor}, or both of {@code kinesis-put}, or all of {@code kinesis}. */
    static List<StreamMode> of(String word) {
        List<StreamMode> named = Arrays.stream(values())
                .filter(mode -> word.equals("kinesis") || word.equals(mode.what) || word.equals(mode.text())).toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("no such mode: " + word);
        }
        return named;
    }

    /**
     * Runs against a server that listens on a port of this machine, on a stream of its own.
     *
     * @param shards of the stream
     * @param stock  records in the stream that are read
     */
    Measured run(int port, Load load, int shards, long stock) throws IOException, InterruptedException {
        StreamTurns.Target target = new StreamTurns.Target("bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX), shards);
        Kinesis.createStream(port, target.stream(), shards);
        Measured measured = run(port, load, target, stock);
        Kinesis.deleteStream(port, target.stream());
        return measured;
    }

    private Measured run(int port, Load load, StreamTurns.Target target, long stock) throws IOException, InterruptedException {
        return switch (this) {
            case PUT, PUT_CBOR -> ClosedLoop.window(text(), port, load, () -> StreamTurns.put(kinesis, target, load));
            case PUTS, PUTS_CBOR -> ClosedLoop.window(text(), port, load, () -> StreamTurns.puts(kinesis, target, load));
            case GET, GET_CBOR -> {
                StreamTurns.fill(port, kinesis, target, load, stock);
                Load readers = new Load(Math.min(READERS, load.connections()), load.bytes(), load.warm(), load.window(), load.queues());
                yield ClosedLoop.window(text(), port, readers, StreamTurns.gets(kinesis, target, load));
            }
        };
    }
}
