package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The turns of the load runs. */
final class Turns {

    private Turns() {}

    /** Does something so many times, numbered from 0, whichever connection is free. */
    static Supplier<Turn> each(long times, Supplier<Numbered> maker) {
        AtomicLong next = new AtomicLong();
        return () -> {
            Numbered what = maker.get();
            return connection -> {
                long number = next.getAndIncrement();
                if (number >= times) {
                    return Turn.OVER;
                }
                what.take(connection, number);
                return 1;
            };
        };
    }

    /** One of many alike. For one thread. */
    interface Numbered {
        void take(Connection connection, long number) throws IOException;
    }

    static Turn send(String queue, Load load) {
        ByteBuffer request = Sqs.send(queue, load.body());
        return connection -> {
            connection.call(request);
            return 1;
        };
    }

    static Turn sendBatch(String queue, Load load) {
        ByteBuffer request = Sqs.sendBatch(queue, load.body());
        return connection -> {
            connection.call(request);
            return Load.BATCH;
        };
    }

    /** A message group for each connection, and an id for deduplication for each message. */
    static Supplier<Turn> fifoSends(String queue, Load load) {
        AtomicInteger groups = new AtomicInteger();
        return () -> fifoSend(queue, load, groups.incrementAndGet());
    }

    private static Turn fifoSend(String queue, Load load, int group) {
        Request request = new Request("SendMessage").add(Sqs.begin(queue)).add(",\"MessageBody\":\"" + load.body())
                .add("\",\"MessageGroupId\":\"g" + group + "\",\"MessageDeduplicationId\":\"" + group + "-");
        int start = request.size();
        long[] number = new long[1];
        return connection -> {
            connection.call(request.cut(start).add(number[0]++).add("\"}").finish());
            return 1;
        };
    }

    /** Send, receive, delete. */
    static Turn cycle(String queue, Load load) {
        ByteBuffer send = Sqs.send(queue, load.body());
        ByteBuffer receive = Sqs.receive(queue, 1, 1);
        Deletion deletion = new Deletion(queue);
        return connection -> {
            connection.call(send);
            return deletion.one(connection, connection.call(receive));
        };
    }

    /** Send ten, receive ten, delete them. */
    static Turn batchCycle(String queue, Load load) {
        ByteBuffer send = Sqs.sendBatch(queue, load.body());
        ByteBuffer receive = Sqs.receive(queue, Load.BATCH, 1);
        Deletion deletion = new Deletion(queue);
        return connection -> {
            connection.call(send);
            return deletion.all(connection, connection.call(receive));
        };
    }
}
