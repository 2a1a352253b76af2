package dev.forebay.wire;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Prints what decoding and encoding cost in this machine's nanoseconds: a first look without JMH, for changes to the
 * codecs. Run its main method.
 */
public final class CodecSpeed {

    private static final Wire WIRE = Wire.of(List.of("sqs"));
    private static final String QUEUE = "http://localhost:4566/000000000000/orders";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Keeps the compiler from dropping the work. */
    private static int sink;

    private CodecSpeed() {}

    public static void main(String... arguments) {
        for (int size : new int[] {10, 100, 1024, 65_536}) {
            decode("decode SendMessage, body of " + size, Requests.json("AmazonSQS.SendMessage",
                    "{\"QueueUrl\":\"" + QUEUE + "\",\"MessageBody\":\"" + "x".repeat(size) + "\"}"));
        }
        decode("decode SendMessage, 1 KiB with escapes", Requests.json("AmazonSQS.SendMessage",
                "{\"QueueUrl\":\"" + QUEUE + "\",\"MessageBody\":\"" + "{\\\"a\\\":\\\"1234567890\\\"},".repeat(41) + "\"}"));
        decode("decode SendMessage, 100 and 2 attributes", Requests.json("AmazonSQS.SendMessage",
                "{\"QueueUrl\":\"" + QUEUE + "\",\"MessageBody\":\"" + "x".repeat(100) + "\",\"MessageAttributes\":{"
                + "\"a\":{\"DataType\":\"String\",\"StringValue\":\"v\"},\"b\":{\"DataType\":\"Number\",\"StringValue\":\"1\"}}}"));
        decode("decode SendMessage as form, 100", Requests.form("sqs", "/", "Action=SendMessage&Version=2012-11-05&QueueUrl=" + QUEUE
                + "&MessageBody=" + "x".repeat(100)));
        Call send = WIRE.detect(Requests.json("AmazonSQS.SendMessage", "{}"));
        SendMessageResponse sent = SendMessageResponse.builder().messageId("b6f3b2a4-2c6e-4d3c-9a53-7d2f5a3c4b11")
                .md5OfMessageBody("d1d4180b7e411c4be86b00fb2ee103eb").build();
        measure("encode SendMessage", () -> send.encode(sent, "id").body().length);
        for (int size : new int[] {100, 1024}) {
            Call receive = WIRE.detect(Requests.json("AmazonSQS.ReceiveMessage", "{}"));
            Message message = Message.builder().messageId("b6f3b2a4-2c6e-4d3c-9a53-7d2f5a3c4b11").receiptHandle("r".repeat(120))
                    .md5OfBody("d1d4180b7e411c4be86b00fb2ee103eb").body("x".repeat(size)).build();
            ReceiveMessageResponse received = ReceiveMessageResponse.builder().messages(message, message, message, message, message,
                    message, message, message, message, message).build();
            measure("encode ReceiveMessage, 10 of " + size, () -> receive.encode(received, "id").body().length);
            ReceiveMessageResponse escapes = ReceiveMessageResponse.builder()
                    .messages(message.toBuilder().body("{\"a\":\"1234567890\"},".repeat(size / 20)).build()).build();
            measure("encode ReceiveMessage, 1 of JSON of " + size, () -> receive.encode(escapes, "id").body().length);
        }
    }

    private static void decode(String what, WireRequest request) {
        measure(what, () -> {
            SdkRequest decoded = WIRE.detect(request).decode();
            return decoded.sdkFields().size();
        });
    }

    /** In processor time of this thread, so that neighbours disturb little. */
    private static void measure(String what, Supplier<Integer> work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 12; round++) {
            int times = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            while (times % 1024 != 0 || THREADS.getCurrentThreadCpuTime() - start < 100_000_000L) {
                sink += work.get();
                times++;
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / times);
        }
        System.out.printf("%-45s %6d ns%n", what, best);
    }
}
