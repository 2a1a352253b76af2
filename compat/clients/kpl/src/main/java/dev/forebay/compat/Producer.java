package dev.forebay.compat;

import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.KinesisProducerConfiguration;
import software.amazon.kinesis.producer.UserRecordResult;

/**
 * A KPL application in a process of its own: puts numbered records on a stream, then writes a line for each into a file,
 * {@code number shard sequenceNumber}, and ends. What it is told are system properties.
 */
public final class Producer {
    private static final int KEYS = 97;
    private static final long BUFFER_MILLIS = 100;
    private static final long METRICS_MILLIS = 1000;

    private Producer() {}

    /** Puts {@code -Drecords} records on {@code -Dstream} of {@code -Dendpoint}, and writes {@code -Dresults}. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        KinesisProducer producer = new KinesisProducer(configuration(URI.create(System.getProperty("endpoint"))));
        warmUp(producer);
        List<ListenableFuture<UserRecordResult>> promises = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("records"); i++) {
            promises.add(producer.addUserRecord(System.getProperty("stream"), "key-" + i % KEYS, data("record-" + i)));
        }
        producer.flushSync();
        Files.write(Path.of(System.getProperty("results")), lines(promises));
        // Metrics go out once a second.
        Thread.sleep(3 * METRICS_MILLIS);
        producer.destroy();
    }

    /** The daemon aggregates once it knows the shards. Two records with one sequence number have travelled together. */
    private static void warmUp(KinesisProducer producer) throws InterruptedException, ExecutionException {
        String first;
        String second;
        do {
            ListenableFuture<UserRecordResult> one = producer.addUserRecord(System.getProperty("stream"), "key", data("warm-up"));
            ListenableFuture<UserRecordResult> other = producer.addUserRecord(System.getProperty("stream"), "key", data("warm-up"));
            first = one.get().getSequenceNumber();
            second = other.get().getSequenceNumber();
        } while (!first.equals(second));
    }

    private static ByteBuffer data(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(List<ListenableFuture<UserRecordResult>> promises)
            throws InterruptedException, ExecutionException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < promises.size(); i++) {
            UserRecordResult result = promises.get(i).get();
            lines.add(i + " " + result.getShardId() + " " + result.getSequenceNumber());
        }
        return lines;
    }

    /** The native daemon speaks TLS and nothing else, so there is a port of its own for it. */
    private static KinesisProducerConfiguration configuration(URI endpoint) {
        return new KinesisProducerConfiguration()
                .setRegion("us-east-1")
                .setCredentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .setKinesisEndpoint(endpoint.getHost()).setKinesisPort(endpoint.getPort())
                .setCloudwatchEndpoint(endpoint.getHost()).setCloudwatchPort(endpoint.getPort())
                .setStsEndpoint(endpoint.getHost()).setStsPort(endpoint.getPort())
                .setVerifyCertificate(false)
                .setAggregationEnabled(true)
                .setRecordMaxBufferedTime(BUFFER_MILLIS)
                .setMetricsUploadDelay(METRICS_MILLIS)
                .setTempDirectory(System.getProperty("unpack"));
    }
}
