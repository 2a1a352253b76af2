package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Puts a given number of messages into a queue, no two alike, and takes them out. */
final class Stock {

    private Stock() {}

    static Measured fill(int port, Load load, String queue, long messages) throws IOException, InterruptedException {
        AtomicLong left = new AtomicLong(messages);
        return ClosedLoop.toTheEnd("fill", port, load, () -> {
            Request request = new Request("SendMessageBatch").add(Sqs.begin(queue)).add(",\"Entries\":[");
            int start = request.size();
            Noise noise = new Noise(load.bytes());
            return connection -> {
                if (left.addAndGet(-Load.BATCH) < 0) {
                    return Turn.OVER;
                }
                entries(request.cut(start), noise);
                connection.call(request.finish());
                return Load.BATCH;
            };
        });
    }

    private static void entries(Request request, Noise noise) {
        for (int i = 0; i < Load.BATCH; i++) {
            request.add(i == 0 ? "{\"Id\":\"" : "\"},{\"Id\":\"").add(i).add("\",\"MessageBody\":\"");
            noise.addTo(request);
        }
        request.add("\"}]}");
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
