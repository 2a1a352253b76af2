package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;

/** The clients of Kinesis, DynamoDB and CloudWatch in the protocols that they choose, over HTTP. */
@Timeout(60)
class ProtocolsOverHttpTest {

    private static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    private final List<PutMetricDataRequest> metrics = new ArrayList<>();
    private Gateway gateway;

    /** Gives one record, whose key is the iterator. */
    private static final class FakeKinesis implements KinesisClient {

        @Override
        public GetRecordsResponse getRecords(GetRecordsRequest request) {
            if (request.shardIterator().equals("old")) {
                throw ExpiredIteratorException.builder().message("The iterator is old.").build();
            }
            return GetRecordsResponse.builder().millisBehindLatest(7L).records(Record.builder().partitionKey(request.shardIterator())
                    .data(SdkBytes.fromByteArray(new byte[] {0, -1, 2})).approximateArrivalTimestamp(TIME).build()).build();
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {}
    }

    /** Refuses each item, and shows it. */
    private static final class FakeDynamoDb implements DynamoDbClient {

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            if (request.conditionExpression() != null) {
                throw ConditionalCheckFailedException.builder().message("The conditional request failed").item(request.item()).build();
            }
            return PutItemResponse.builder().attributes(request.item()).build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    /** Remembers what comes. */
    private final class FakeCloudWatch implements CloudWatchClient {

        @Override
        public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
            metrics.add(request);
            return PutMetricDataResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "monitoring";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(0).withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO));
        gateway = Gateway.start(config, Wire.of(List.of("kinesis", "dynamodb", "monitoring")), Map.of(
                "kinesis", caller -> new FakeKinesis(),
                "dynamodb", caller -> new FakeDynamoDb(),
                "monitoring", caller -> new FakeCloudWatch()));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create()).region(Region.EU_WEST_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + gateway.port()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @Test
    void theKinesisClientSpeaksCbor() {
        try (KinesisClient kinesis = client(KinesisClient.builder())) {
            GetRecordsResponse response = kinesis.getRecords(r -> r.shardIterator("here"));

            assertThat(response.records().getFirst().partitionKey()).isEqualTo("here");
            assertThat(response.records().getFirst().data().asByteArray()).containsExactly(0, -1, 2);
            assertThat(response.records().getFirst().approximateArrivalTimestamp()).isEqualTo(TIME);
            assertThat(response.responseMetadata().requestId()).isNotEmpty();
            assertThat(response.sdkHttpResponse().firstMatchingHeader("content-type")).contains("application/x-amz-cbor-1.1");
            assertThatThrownBy(() -> kinesis.getRecords(r -> r.shardIterator("old")))
                    .isInstanceOf(ExpiredIteratorException.class).hasMessageContaining("The iterator is old.");
        }
    }

    @Test
    void dynamoDbsAttributesOfEveryKindComeBackUnderAChecksum() {
        Map<String, AttributeValue> item = Map.of(
                "s", AttributeValue.fromS(""),
                "n", AttributeValue.fromN("1.5E+10"),
                "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0])),
                "ss", AttributeValue.fromSs(List.of("a", "b")),
                "bs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))),
                "none", AttributeValue.fromNul(true),
                "false", AttributeValue.fromBool(false),
                "empty list", AttributeValue.fromL(List.of()),
                "empty map", AttributeValue.fromM(Map.of()),
                "nested", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of("ns", AttributeValue.fromNs(List.of("1", "2")))))));
        try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder())) {
            PutItemResponse response = dynamoDb.putItem(r -> r.tableName("t").item(item));

            assertThat(response.attributes()).isEqualTo(item);
            assertThat(response.attributes().get("empty list").hasL()).isTrue();
            assertThat(response.attributes().get("empty map").hasM()).isTrue();
            assertThat(response.attributes().get("s").hasSs()).isFalse();
            assertThat(response.sdkHttpResponse().firstMatchingHeader("x-amz-crc32")).isPresent();
            assertThatThrownBy(() -> dynamoDb.putItem(r -> r.tableName("t").item(item).conditionExpression("attribute_exists(s)")))
                    .isInstanceOfSatisfying(ConditionalCheckFailedException.class, e -> assertThat(e.item()).isEqualTo(item));
        }
    }

    @Test
    void metricsArriveSmallAndCompressed() {
        List<MetricDatum> many = IntStream.range(0, 500).mapToObj(i -> MetricDatum.builder()
                .metricName("metric" + i).value((double) i).timestamp(TIME).build()).toList();
        try (CloudWatchClient cloudWatch = client(CloudWatchClient.builder())) {
            cloudWatch.putMetricData(r -> r.namespace("n").metricData(many.getFirst()));
            cloudWatch.putMetricData(r -> r.namespace("n").metricData(many));
        }

        assertThat(metrics.getFirst().metricData()).containsExactly(many.getFirst());
        assertThat(metrics.getLast().metricData()).isEqualTo(many);
    }

    /** What the SDK's implementation of RPC v2 writes and reads, the wire's own tests know. */
    @Test
    void rpcV2IsToldByItsHeaderAndItsPath() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port()
                            + "/service/GraniteServiceVersion20100801/operation/PutMetricData"))
                    .header("smithy-protocol", "rpc-v2-cbor").header("content-type", "application/cbor")
                    .POST(BodyPublishers.ofByteArray(HexFormat.of().parseHex("bf694e616d657370616365616eff"))).build();
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("smithy-protocol")).contains("rpc-v2-cbor");
            assertThat(response.headers().firstValue("content-type")).isEmpty();
            assertThat(metrics.getFirst().namespace()).isEqualTo("n");
        }
    }
}
