package dev.forebay.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Random;

/** The requests to Kinesis in one encoding, and a few calls to set up. */
record Kinesis(Encoding encoding) {

    /** Most records that one PutRecords may have. */
    static final int MOST_PUT = 500;

    /** Most records that one GetRecords may ask for. */
    static final int MOST_GOT = 10_000;

    private static final int SETTING = 1 << 12;
    private static final int BESIDE_DATA = 128;
    private static final int POLLS = 300;
    private static final int POLL_MILLIS = 100;

    /** Creates a stream and waits until it can be used. */
    static void createStream(int port, String stream, int shards) throws IOException, InterruptedException {
        try (Connection connection = new Connection(port)) {
            connection.call(setting("CreateStream", "{\"StreamName\":\"" + stream + "\",\"ShardCount\":" + shards + "}"));
            for (int poll = 0; poll < POLLS; poll++) {
                Body summary = connection.call(setting("DescribeStreamSummary", "{\"StreamName\":\"" + stream + "\"}"));
                if (summary.value("StreamStatus").orElse("").equals("ACTIVE")) {
                    return;
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
        throw new IOException(stream + " does not become active");
    }

    /** Deletes a stream, so that a server that keeps records in memory need not keep those of the last run. */
    static void deleteStream(int port, String stream) throws IOException {
        try (Connection connection = new Connection(port)) {
            connection.call(setting("DeleteStream", "{\"StreamName\":\"" + stream + "\"}"));
        }
    }

    /** The ARN of a stream of this name. */
    static String arn(String stream) {
        return "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream;
    }

    /** The id of a shard of a stream that was not split, counted from 0. */
    static String shard(int number) {
        return String.format(Locale.ROOT, "shardId-%012d", number);
    }

    /** Any other request, as JSON. */
    static ByteBuffer setting(String operation, String json) {
        return Request.kinesis(new Json().contentType(), operation, SETTING).add(json).finish();
    }

    /** One record, whose partition key is a random number. */
    ByteBuffer put(String stream, Random random, byte[] data) {
        Request request = request("PutRecord", SETTING + 2 * data.length);
        encoding.beginMap(request);
        encoding.text(request, "StreamName", stream);
        record(request, random, data);
        encoding.endMap(request);
        return request.finish();
    }

    /** Records of which no two are alike, spread over all shards. */
    ByteBuffer puts(String stream, Random random, int records, Noise noise) {
        Request request = request("PutRecords", SETTING + records * (BESIDE_DATA + 2 * noise.bytes()));
        encoding.beginMap(request);
        encoding.text(request, "StreamName", stream);
        encoding.beginList(request, "Records");
        for (int i = 0; i < records; i++) {
            encoding.beginMap(request);
            record(request, random, noise.next());
            encoding.endMap(request);
        }
        encoding.endList(request);
        encoding.endMap(request);
        return request.finish();
    }

    private void record(Request request, Random random, byte[] data) {
        encoding.data(request, "Data", data);
        encoding.text(request, "PartitionKey", Long.toUnsignedString(random.nextLong()));
    }

    /** Where a shard is read from; types are TRIM_HORIZON and LATEST. */
    String iterator(Connection connection, String stream, String shard, String type) throws IOException {
        Request request = request("GetShardIterator", SETTING);
        encoding.beginMap(request);
        encoding.text(request, "StreamName", stream);
        encoding.text(request, "ShardId", shard);
        encoding.text(request, "ShardIteratorType", type);
        encoding.endMap(request);
        return encoding.text(connection.call(request.finish()), "ShardIterator");
    }

    /** A page of records, into a request that is used again and again. */
    ByteBuffer get(Request getRecords, String iterator, int limit) {
        getRecords.cut(0);
        encoding.beginMap(getRecords);
        encoding.text(getRecords, "ShardIterator", iterator);
        encoding.number(getRecords, "Limit", limit);
        encoding.endMap(getRecords);
        return getRecords.finish();
    }

    /** A request of which the body is yet to be written. */
    Request request(String operation) {
        return request(operation, SETTING);
    }

    private Request request(String operation, int bodyBytes) {
        return Request.kinesis(encoding.contentType(), operation, bodyBytes);
    }
}
