package dev.forebay.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.ValidationException;

/**
 * The Java SDK's clients of Kinesis over HTTP in real time: waiting, in CBOR as it likes best and in JSON, and not waiting, over HTTP/2.
 */
class KinesisJavaSdkTest {
    private static final String CBOR = "aws.cborEnabled";
    private static final String SHARD = "shardId-000000000000";
    private static final int MIB = 1 << 20;

    private static Forebay forebay;
    private static KinesisClient cbor;
    private static KinesisClient json;
    private static KinesisAsyncClient async;

    private String name;

    @BeforeAll
    static void start() {
        forebay = Forebay.start(ForebayConfig.inMemory().overHttp());
        cbor = connect(KinesisClient.builder().httpClient(UrlConnectionHttpClient.create()));
        // The SDK asks for this property when a client is made.
        System.setProperty(CBOR, "false");
        json = connect(KinesisClient.builder().httpClient(UrlConnectionHttpClient.create()));
        System.clearProperty(CBOR);
        async = connect(KinesisAsyncClient.builder().httpClientBuilder(NettyNioAsyncHttpClient.builder()));
    }

    private static <B extends AwsClientBuilder<B, C>, C> C connect(B builder) {
        return builder.endpointOverride(forebay.endpoint()).region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))).build();
    }

    @AfterAll
    static void stop() {
        async.close();
        json.close();
        cbor.close();
        forebay.close();
    }

    @BeforeEach
    void nameTheStreamAfterTheTest(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName() + "-" + test.getDisplayName().replaceAll("[^a-z0-9]", "");
    }

    private static KinesisClient client(String protocol) {
        return protocol.equals("json") ? json : cbor;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbor", "json"})
    void whatIsPutIsRead(String protocol) {
        KinesisClient kinesis = client(protocol);
        stream(1);
        byte[] data = new byte[256];
        IntStream.range(0, data.length).forEach(i -> data[i] = (byte) i);
        PutRecordResponse put = kinesis.putRecord(r -> r.streamName(name).partitionKey("größe 😀").data(SdkBytes.fromByteArray(data)));
        String iterator = kinesis.getShardIterator(r -> r.streamName(name).shardId(SHARD).shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        Record record = kinesis.getRecords(r -> r.shardIterator(iterator)).records().getFirst();

        assertThat(record.data().asByteArray()).isEqualTo(data);
        assertThat(record.partitionKey()).isEqualTo("größe 😀");
        assertThat(record.sequenceNumber()).isEqualTo(put.sequenceNumber());
        String since = kinesis.getShardIterator(r -> r.streamName(name).shardId(SHARD).shardIteratorType(ShardIteratorType.AT_TIMESTAMP)
                .timestamp(record.approximateArrivalTimestamp())).shardIterator();
        assertThat(kinesis.getRecords(r -> r.shardIterator(since)).records()).containsExactly(record);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbor", "json"})
    void tagsAndTimesAreTold(String protocol) {
        KinesisClient kinesis = client(protocol);
        stream(1);
        kinesis.addTagsToStream(r -> r.streamName(name).tags(Map.of("größe", "XL")));

        assertThat(kinesis.listTagsForStream(r -> r.streamName(name)).tags()).extracting("key").containsExactly("größe");
        assertThat(kinesis.describeStreamSummary(r -> r.streamName(name)).streamDescriptionSummary().streamCreationTimestamp())
                .isEqualTo(forebay.kinesis().describeStreamSummary(r -> r.streamName(name)).streamDescriptionSummary().streamCreationTimestamp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbor", "json"})
    void mistakesArriveAsTheClassesThatAwsModels(String protocol) {
        KinesisClient kinesis = client(protocol);
        stream(1);

        assertThatExceptionOfType(ResourceNotFoundException.class)
                .isThrownBy(() -> kinesis.describeStream(r -> r.streamName("never-made")))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(400))
                .satisfies(e -> assertThat(e.requestId()).isNotBlank())
                .satisfies(e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Stream never-made under account 000000000000 not found."));
        assertThatExceptionOfType(ResourceInUseException.class).isThrownBy(() -> kinesis.createStream(r -> r.streamName(name).shardCount(1)));
        assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> kinesis.createStream(r -> r.streamName("two words").shardCount(1)));
        assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> kinesis.getRecords(r -> r.shardIterator("nonsense")));
        assertThatThrownBy(() -> async.describeStream(r -> r.streamName("never-made")).join()).isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void inProcessAndOverHttpAreTheSameStreams() {
        stream(1);
        forebay.kinesis().putRecord(r -> r.streamName(name).partitionKey("k").data(SdkBytes.fromUtf8String("from inside")));

        assertThat(read(1)).containsExactly("from inside");
    }

    @Test
    void manyPutAtOnceAndNothingIsLost() {
        stream(4);
        List<CompletableFuture<PutRecordResponse>> puts = IntStream.range(0, 500).mapToObj(i -> async.putRecord(r -> r.streamName(name)
                .partitionKey("key-" + i).data(SdkBytes.fromUtf8String("m" + i)))).toList();
        puts.forEach(CompletableFuture::join);

        assertThat(puts.stream().map(put -> put.join().shardId()).distinct()).hasSize(4);
        assertThat(read(4)).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 500).mapToObj(i -> "m" + i).toList());
    }

    @Test
    void largeRecordsPass() {
        cbor.createStream(r -> r.streamName(name).shardCount(1).maxRecordSizeInKiB(10_240));
        cbor.waiter().waitUntilStreamExists(r -> r.streamName(name), Eventually::often);
        awaitActive();
        SdkBytes data = SdkBytes.fromByteArrayUnsafe(new byte[10 * MIB - 1]);
        for (KinesisClient kinesis : List.of(cbor, json)) {
            kinesis.putRecord(r -> r.streamName(name).partitionKey("k").data(data));
        }

        assertThat(async.getShardIterator(r -> r.streamName(name).shardId(SHARD).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .thenCompose(answer -> async.getRecords(r -> r.shardIterator(answer.shardIterator()))).join().records())
                .isNotEmpty().allSatisfy(record -> assertThat(record.data().asByteArrayUnsafe()).hasSize(10 * MIB - 1));
    }

    @Test
    void aSubscriberGetsEverythingInItsOrder() {
        stream(1);
        String consumer = consumer();
        SubscribeToShardRequest request = SubscribeToShardRequest.builder().consumerARN(consumer).shardId(SHARD)
                .startingPosition(p -> p.type(ShardIteratorType.TRIM_HORIZON)).build();
        List<String> texts = new ArrayList<>();
        try (KinesisEvents events = new KinesisEvents(async, request, () -> {})) {
            for (int i = 0; i < 200; i++) {
                String text = "m" + i;
                cbor.putRecord(r -> r.streamName(name).partitionKey("k").data(SdkBytes.fromUtf8String(text)));
            }
            while (texts.size() < 200) {
                events.next().orElseThrow().records().forEach(record -> texts.add(record.data().asUtf8String()));
            }
        }

        assertThat(texts).containsExactlyElementsOf(IntStream.range(0, 200).mapToObj(i -> "m" + i).toList());
    }

    private String consumer() {
        String arn = cbor.describeStreamSummary(r -> r.streamName(name)).streamDescriptionSummary().streamARN();
        String consumer = cbor.registerStreamConsumer(r -> r.streamARN(arn).consumerName("reader")).consumer().consumerARN();
        while (cbor.describeStreamConsumer(r -> r.consumerARN(consumer)).consumerDescription().consumerStatus() != ConsumerStatus.ACTIVE) {
            Thread.onSpinWait();
        }
        return consumer;
    }

    private void stream(int shards) {
        cbor.createStream(r -> r.streamName(name).shardCount(shards));
        awaitActive();
    }

    private void awaitActive() {
        while (cbor.describeStreamSummary(r -> r.streamName(name)).streamDescriptionSummary().streamStatus() != StreamStatus.ACTIVE) {
            Thread.onSpinWait();
        }
    }

    /** All that is in so many shards. */
    private List<String> read(int shards) {
        return IntStream.range(0, shards).mapToObj("shardId-%012d"::formatted).flatMap(this::read).toList();
    }

    private Stream<String> read(String shard) {
        List<String> texts = new ArrayList<>();
        String iterator = cbor.getShardIterator(r -> r.streamName(name).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON)).shardIterator();
        for (GetRecordsResponse answer = null; answer == null || !answer.records().isEmpty(); iterator = answer.nextShardIterator()) {
            String from = iterator;
            answer = cbor.getRecords(r -> r.shardIterator(from));
            answer.records().forEach(record -> texts.add(record.data().asUtf8String()));
        }
        return texts.stream();
    }
}
