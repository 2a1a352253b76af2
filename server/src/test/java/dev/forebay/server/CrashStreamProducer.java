package dev.forebay.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Puts numbered records under partition keys of its own, and notes where the acknowledged ones went. */
final class CrashStreamProducer implements CrashStreamWorker {
    private static final int KEYS = 7;

    private final String name;
    private final Random random;
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private int count;

    CrashStreamProducer(String name, Random random) {
        this.name = name;
        this.random = random;
    }

    Queue<Acknowledged> acknowledged() {
        return acknowledged;
    }

    @Override
    public void work(KinesisClient kinesis) {
        if (random.nextInt(4) == 0) {
            putOne(kinesis);
            return;
        }
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (int i = 1 + random.nextInt(40); i > 0; i--) {
            String text = nextText();
            entries.add(PutRecordsRequestEntry.builder().partitionKey(key(text)).data(SdkBytes.fromUtf8String(text)).build());
        }
        List<PutRecordsResultEntry> results = kinesis.putRecords(r -> r.streamName(STREAM).records(entries)).records();
        IntStream.range(0, entries.size()).forEach(i -> acknowledged.add(new Acknowledged(
                entries.get(i).data().asUtf8String(), results.get(i).shardId(), results.get(i).sequenceNumber())));
    }

    private void putOne(KinesisClient kinesis) {
        String text = nextText();
        var result = kinesis.putRecord(r -> r.streamName(STREAM).partitionKey(key(text)).data(SdkBytes.fromUtf8String(text)));
        acknowledged.add(new Acknowledged(text, result.shardId(), result.sequenceNumber()));
    }

    private String nextText() {
        return name + count % KEYS + " " + count++;
    }

    /** The partition key of a record, by its text. */
    static String key(String text) {
        return text.substring(0, text.indexOf(' '));
    }

    /** Where a record stands among those of its key. */
    static int number(String text) {
        return Integer.parseInt(text.substring(text.indexOf(' ') + 1));
    }

    /** Each acknowledged record by its text. */
    static void addTo(Map<String, Acknowledged> all, CrashStreamProducer producer) {
        producer.acknowledged.forEach(one -> all.put(one.text, one));
    }

    /** Where a record is, as its reply said. */
    record Acknowledged(String text, String shard, String sequenceNumber) {}
}
