package dev.forebay.wire;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Prints what decoding and encoding cost in this machine's nanoseconds: a first look without JMH, for changes to the
 * codecs. Run its main method.
 */
public final class CodecSpeed {

    private static final Wire WIRE = Wire.of(List.of("sqs", "sns", "kinesis"));
    private static final String QUEUE = "http://localhost:4566/000000000000/orders";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Keeps the compiler from dropping the work. */
    private static int sink;

    private CodecSpeed() {}

    /** With an argument only what Kinesis needs. */
    public static void main(String... arguments) {
        kinesis();
        if (arguments.length > 0) {
            return;
        }
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
        publish();
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

    private static void kinesis() {
        byte[] data = new byte[256];
        new Random(1).nextBytes(data);
        SdkBytes bytes = SdkBytes.fromByteArrayUnsafe(data);
        PutRecordsRequest put = PutRecordsRequest.builder().streamName("orders").records(Collections.nCopies(500,
                PutRecordsRequestEntry.builder().data(bytes).partitionKey("customer-1234567890").build())).build();
        GetRecordsResponse got = GetRecordsResponse.builder().millisBehindLatest(0L).nextShardIterator("i".repeat(200))
                .records(Collections.nCopies(10_000, Record.builder().data(bytes).partitionKey("customer-1234567890")
                        .sequenceNumber("4".repeat(56)).approximateArrivalTimestamp(Instant.ofEpochMilli(1_700_000_000_123L)).build()))
                .build();
        PutRecordsResponse answer = PutRecordsResponse.builder().failedRecordCount(0).records(Collections.nCopies(500,
                PutRecordsResultEntry.builder().shardId("shardId-000000000001").sequenceNumber("4".repeat(56)).build())).build();
        Shape request = WIRE.service("kinesis").operations().get("PutRecords").request();
        for (BodyFormat format : List.of(JsonFormat.VERSION_1_1, CborFormat.AMZ_1_1)) {
            String name = format.contentType().substring("application/x-amz-".length());
            byte[] body = format.encode(request, put);
            WireRequest wire = format == JsonFormat.VERSION_1_1 ? Requests.json("Kinesis_20131202.PutRecords", body)
                    : Requests.cbor("Kinesis_20131202.PutRecords", body);
            measure(name + ": read PutRecords, 500 of 256", () -> ((SdkRequest) format.decode(request, body)).sdkFields().size());
            decode(name + ": read and validate the same", wire);
            measure(name + ": write its answer", () -> WIRE.detect(wire).encode(answer, "id").body().length);
            WireRequest get = format == JsonFormat.VERSION_1_1 ? Requests.json("Kinesis_20131202.GetRecords", "{}")
                    : Requests.cbor("Kinesis_20131202.GetRecords", new byte[0]);
            measure(name + ": write GetRecords, 10,000 of 256", () -> WIRE.detect(get).encode(got, "id").body().length);
        }
    }

    private static void publish() {
        String start = "&Version=2010-03-31&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A000000000000%3Aorders";
        String json = "%7B%22order%22%3A%221234567890%22%7D%2C".repeat(256 / 25);
        String attributes = "MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String"
                + "&MessageAttributes.entry.1.Value.StringValue=v&MessageAttributes.entry.2.Name=b"
                + "&MessageAttributes.entry.2.Value.DataType=Number&MessageAttributes.entry.2.Value.StringValue=1";
        decode("decode Publish, 256", Requests.form("sns", "/", "Action=Publish" + start + "&Message=" + "x".repeat(256)));
        decode("decode Publish, 256 of JSON", Requests.form("sns", "/", "Action=Publish" + start + "&Message=" + json));
        decode("decode Publish, 256 and 2 attributes", Requests.form("sns", "/",
                "Action=Publish" + start + "&Message=" + "x".repeat(256) + "&" + attributes));
        StringBuilder batch = new StringBuilder("Action=PublishBatch" + start);
        for (int i = 1; i <= 10; i++) {
            String entry = "&PublishBatchRequestEntries.member." + i;
            batch.append(entry).append(".Id=").append(i).append(entry).append(".Message=").append("x".repeat(256));
        }
        decode("decode PublishBatch, 10 of 256", Requests.form("sns", "/", batch.toString()));
        PublishResponse published = PublishResponse.builder().messageId("b6f3b2a4-2c6e-4d3c-9a53-7d2f5a3c4b11").build();
        Call publish = WIRE.detect(Requests.form("sns", "/", "Action=Publish"));
        measure("encode Publish", () -> publish.encode(published, "b6f3b2a4-2c6e-4d3c-9a53-7d2f5a3c4b11").body().length);
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
            while (times % 64 != 0 || THREADS.getCurrentThreadCpuTime() - start < 100_000_000L) {
                sink += work.get();
                times++;
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / times);
        }
        System.out.printf("%-45s %9d ns%n", what, best);
    }
}
