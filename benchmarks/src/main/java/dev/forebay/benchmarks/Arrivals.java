package dev.forebay.benchmarks;

import java.nio.ByteBuffer;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/** When records reached a consumer; each begins with the time at which it was sent. Safe for any thread. */
final class Arrivals {
    private final Latencies latencies = new Latencies();
    private final long from;
    private long count;

    /**
     * Counts records that were sent at a time or later.
     *
     * @param from as {@link System#nanoTime} tells it
     */
    Arrivals(long from) {
        this.from = from;
    }

    /** What a record holds that is sent now. */
    static byte[] stamped(int bytes) {
        return ByteBuffer.allocate(Math.max(bytes, Long.BYTES)).putLong(System.nanoTime()).array();
    }

    synchronized void add(List<Record> records) {
        long now = System.nanoTime();
        for (Record each : records) {
            long sent = each.data().asByteBuffer().getLong();
            if (sent >= from) {
                latencies.add(now - sent);
                count++;
            }
        }
    }

    synchronized Measured measured(String what, double seconds) {
        return new Measured(what, count / seconds, count, latencies);
    }
}
