package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The time from before a message is sent until a consumer that waits for it in a long poll has it. */
final class HandOver {
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Duration LEAD_IN = Duration.ofSeconds(1);
    private static final String LAST = "0";

    private HandOver() {}

    /** One sender, one consumer; the body says when it was sent. */
    static Measured run(String what, int port, String queue, Load load) throws IOException, InterruptedException {
        Latencies latencies = new Latencies();
        long[] count = new long[1];
        long from = System.nanoTime() + LEAD_IN.toNanos();
        Thread consumer = new Thread(() -> consume(port, queue, from, latencies, count));
        consumer.start();
        Request send = new Request("SendMessage").add(Sqs.begin(queue)).add(",\"MessageBody\":\"");
        int start = send.size();
        try (Connection connection = new Connection(port)) {
            while (System.nanoTime() < from + load.window().toNanos()) {
                connection.call(send.cut(start).add(System.nanoTime()).add("\"}").finish());
                Thread.sleep(PAUSE);
            }
            connection.call(Sqs.send(queue, LAST));
            consumer.join(Duration.ofSeconds(30));
        }
        return new Measured(what, count[0] * 1e9 / load.window().toNanos(), count[0], latencies);
    }

    private static void consume(int port, String queue, long from, Latencies latencies, long[] count) {
        ByteBuffer receive = Sqs.receive(queue, 1, 10);
        Deletion deletion = new Deletion(queue);
        try (Connection connection = new Connection(port)) {
            for (;;) {
                Body received = connection.call(receive);
                long now = System.nanoTime();
                String sent = received.value("Body").orElse("");
                if (sent.equals(LAST)) {
                    return;
                }
                if (!sent.isEmpty() && Long.parseLong(sent) >= from) {
                    latencies.add(now - Long.parseLong(sent));
                    count[0]++;
                }
                deletion.one(connection, received);
            }
        } catch (IOException e) {
            System.err.println("the consumer failed: " + e);
        }
    }
}
