package dev.forebay.benchmarks;

import java.io.IOException;

/** Deletes what was received, one by one or as a batch. For one thread. */
final class Deletion {
    private final Request single;
    private final Request batch;
    private final int singleStart;
    private final int batchStart;

    Deletion(String queue) {
        single = new Request("DeleteMessage").add(Sqs.begin(queue)).add(",\"ReceiptHandle\":\"");
        batch = new Request("DeleteMessageBatch").add(Sqs.begin(queue)).add(",\"Entries\":[");
        singleStart = single.size();
        batchStart = batch.size();
    }

    /** Deletes the one message of an answer, if there is one; returns how many. */
    int one(Connection connection, Body received) throws IOException {
        int handle = received.next(Sqs.RECEIPT_HANDLE, received.from());
        if (handle < 0) {
            return 0;
        }
        single.cut(singleStart).add(received.bytes(), handle, received.end(handle)).add("\"}");
        connection.call(single.finish());
        return 1;
    }

    /** Deletes all messages of an answer in one call; returns how many. */
    int all(Connection connection, Body received) throws IOException {
        batch.cut(batchStart);
        int count = 0;
        int handle = received.next(Sqs.RECEIPT_HANDLE, received.from());
        while (handle >= 0) {
            int end = received.end(handle);
            batch.add(count == 0 ? "{\"Id\":\"" : ",{\"Id\":\"").add(count++).add("\",\"ReceiptHandle\":\"")
                    .add(received.bytes(), handle, end).add("\"}");
            handle = received.next(Sqs.RECEIPT_HANDLE, end);
        }
        if (count > 0) {
            connection.call(batch.add("]}").finish());
        }
        return count;
    }
}
