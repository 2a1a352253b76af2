package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The requests of the load runs, and a few calls to set them up. */
final class Sqs {
    static final byte[] RECEIPT_HANDLE = Body.member("ReceiptHandle");
    static final byte[] BODY = Body.member("Body");

    private Sqs() {}

    /** Creates a queue and returns its URL; a name that ends with {@code .fifo} makes a FIFO queue. */
    static String createQueue(int port, String name) throws IOException {
        return createQueue(port, name, Load.Queues.USUAL);
    }

    static String createQueue(int port, String name, Load.Queues kind) throws IOException {
        try (Connection connection = new Connection(port)) {
            List<String> attributes = new ArrayList<>();
            if (name.endsWith(".fifo")) {
                attributes.add("\"FifoQueue\":\"true\"");
            }
            if (kind == Load.Queues.CLEAR) {
                attributes.add("\"SqsManagedSseEnabled\":\"false\"");
            }
            return connection.call(Request.of("CreateQueue", "{\"QueueName\":\"" + name + "\",\"Attributes\":{" + String.join(",", attributes) + "}}"))
                    .value("QueueUrl").orElseThrow();
        }
    }

    /** Deletes a queue, so that a server that keeps messages in memory need not keep those of the last run. */
    static void deleteQueue(int port, String queue) throws IOException {
        try (Connection connection = new Connection(port)) {
            connection.call(Request.of("DeleteQueue", begin(queue) + "}"));
        }
    }

    /** The ARN of a queue that has this name, or would have it. */
    static String arn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    /** Messages that wait in a queue. */
    static long waiting(Connection connection, String queue) throws IOException {
        Body answer = connection.call(Request.of("GetQueueAttributes", begin(queue) + ",\"AttributeNames\":[\"ApproximateNumberOfMessages\"]}"));
        return Long.parseLong(answer.value("ApproximateNumberOfMessages").orElseThrow());
    }

    static ByteBuffer send(String queue, String body) {
        return Request.of("SendMessage", begin(queue) + ",\"MessageBody\":\"" + body + "\"}");
    }

    static ByteBuffer sendBatch(String queue, String body) {
        StringBuilder json = new StringBuilder(begin(queue)).append(",\"Entries\":[");
        for (int i = 0; i < Load.BATCH; i++) {
            json.append(i > 0 ? "," : "").append("{\"Id\":\"").append(i).append("\",\"MessageBody\":\"").append(body).append("\"}");
        }
        return Request.of("SendMessageBatch", json.append("]}").toString());
    }

    static ByteBuffer receive(String queue, int most, int waitSeconds) {
        return Request.of("ReceiveMessage", begin(queue) + ",\"MaxNumberOfMessages\":" + most
                + ",\"WaitTimeSeconds\":" + waitSeconds + "}");
    }

    /** The beginning of a request's JSON. */
    static String begin(String queue) {
        return "{\"QueueUrl\":\"" + queue + "\"";
    }
}
