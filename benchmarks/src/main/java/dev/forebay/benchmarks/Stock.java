package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Puts a given number of messages into a queue, and takes them out. */
final class Stock {

    private Stock() {}

    static Measured fill(int port, Load load, String queue, long messages) throws IOException, InterruptedException {
        AtomicLong left = new AtomicLong(messages);
        ByteBuffer request = Sqs.sendBatch(queue, load.body());
        return ClosedLoop.toTheEnd("fill", port, load, () -> connection -> {
            if (left.addAndGet(-Load.BATCH) < 0) {
                return Turn.OVER;
            }
            connection.call(request);
            return Load.BATCH;
        });
    }

    /** Receives ten at a time and deletes them as a batch, until so many are gone. */
    static Measured drain(String what, int port, Load load, String queue, long messages) throws IOException, InterruptedException {
        AtomicLong gone = new AtomicLong();
        long whole = messages / Load.BATCH * Load.BATCH;
        ByteBuffer receive = Sqs.receive(queue, Load.BATCH, 0);
        return ClosedLoop.toTheEnd(what, port, load, () -> {
            Deletion deletion = new Deletion(queue);
            return connection -> {
                if (gone.get() >= whole) {
                    return Turn.OVER;
                }
                int deleted = deletion.all(connection, connection.call(receive));
                gone.addAndGet(deleted);
                return deleted;
            };
        });
    }
}
