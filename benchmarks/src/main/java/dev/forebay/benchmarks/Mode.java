package dev.forebay.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The load runs, each with what Forebay is to reach beside the peer.
 *
 * @see docs/benchmarks.md
 */
enum Mode {
    SEND("sqs-send", 2.0),
    SEND_BATCH("sqs-send-batch", 3.0),
    CYCLE("sqs-cycle", 1.5),
    DRAIN("sqs-drain", 3.0),
    FIFO_SEND("sqs-fifo-send", 6.0),
    HAND_OVER("sqs-e2e", 0),
    FAN_OUT("sns-fanout", 0),
    FAN_OUT_RAW("sns-fanout-raw", 0);

    /** Those that the peer can run too. */
    static final List<Mode> OF_SQS = Arrays.stream(values()).filter(mode -> mode.text.startsWith("sqs-")).toList();

    private final String text;
    private final double target;

    Mode(String text, double target) {
        this.text = text;
        this.target = target;
    }

    String text() {
        return text;
    }

    /** The least ratio of rates; 0 where another figure counts. */
    double target() {
        return target;
    }

    static Mode of(String text) {
        for (Mode mode : values()) {
            if (mode.text.equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("no such mode: " + text);
    }

    /** Runs against a server that listens on a port of this machine, on queues of its own. */
    Measured run(int port, Load load, long stock) throws IOException, InterruptedException {
        String name = "bench-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        String queue = Sqs.createQueue(port, this == FIFO_SEND ? name + ".fifo" : name, load.queues());
        String other = Sqs.createQueue(port, name + "-warm", load.queues());
        Measured measured = run(port, load, stock, queue, other);
        Sqs.deleteQueue(port, queue);
        Sqs.deleteQueue(port, other);
        return measured;
    }

    private Measured run(int port, Load load, long stock, String queue, String other) throws IOException, InterruptedException {
        return switch (this) {
            case SEND -> ClosedLoop.window(text, port, load, () -> Turns.send(queue, load));
            case SEND_BATCH -> ClosedLoop.window(text, port, load, () -> Turns.sendBatch(queue, load));
            case CYCLE -> ClosedLoop.window(text, port, load, () -> Turns.cycle(queue, load));
            case FIFO_SEND -> ClosedLoop.window(text, port, load, Turns.fifoSends(queue, load));
            case DRAIN -> {
                ClosedLoop.warm(port, load, () -> Turns.batchCycle(other, load));
                Stock.fill(port, load, queue, stock);
                yield Stock.drain(text, port, load, queue, stock);
            }
            case HAND_OVER -> {
                ClosedLoop.warm(port, load, () -> Turns.cycle(other, load));
                yield HandOver.run(text, port, queue, load);
            }
            case FAN_OUT, FAN_OUT_RAW -> {
                try (FanOut fanOut = FanOut.open(port, this == FAN_OUT_RAW)) {
                    yield fanOut.run(text, load, "");
                }
            }
        };
    }
}
