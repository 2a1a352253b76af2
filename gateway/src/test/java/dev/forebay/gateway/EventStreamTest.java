package dev.forebay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.wire.Wire;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.ProtocolNegotiation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.InternalFailureException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import software.amazon.eventstream.Message;
import software.amazon.eventstream.MessageDecoder;

/** AWS's asynchronous client subscribes to shards that are fakes, over each kind of connection. */
@Timeout(120)
class EventStreamTest {

    private static final String CONSUMER = "arn:aws:kinesis:eu-west-1:123456789012:stream/s/consumer/c:1";

    @TempDir
    Path directory;

    private final FakeShards shards = new FakeShards();
    private X509Bundle certificate;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        certificate = OwnCertificate.make(List.of(), Instant.now());
        Path chain = Files.writeString(directory.resolve("chain.pem"), certificate.getCertificatePathPEM());
        Path key = Files.writeString(directory.resolve("key.pem"), certificate.getPrivateKeyPEM());
        GatewayConfig config = GatewayConfig.DEFAULT.withPort(0).withTls(0, TlsConfig.files(chain, key))
                .withLimits(HttpLimits.DEFAULT.withStopTimeout(Duration.ZERO));
        gateway = Gateway.start(config, Wire.of(List.of("kinesis")),
                new Served(Map.of(), Map.of("kinesis.SubscribeToShard", (EventDoor) shards::open)), Guard.OPEN,
                PublicFiles.NONE);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private URI endpoint(String scheme) {
        return URI.create(scheme.equals("http") ? "http://127.0.0.1:" + gateway.port() : "https://localhost:" + gateway.tlsPort().orElseThrow());
    }

    private KinesisAsyncClient client(String scheme) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("forebay", certificate.getCertificate());
        trust.init(store);
        NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder().eventLoopGroup(ClientThreads.ALL).tlsTrustManagersProvider(trust::getTrustManagers)
                .connectionAcquisitionTimeout(Duration.ofMinutes(1)); // on a busy machine
        if (scheme.equals("https with alpn")) {
            http.protocolNegotiation(ProtocolNegotiation.ALPN);
        }
        return KinesisAsyncClient.builder()
                .endpointOverride(endpoint(scheme))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("123456789012", "secret")))
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClientBuilder(http)
                .build();
    }

    /** One subscription: its events, the error that ended it, and when it ended. */
    private static final class Subscription {

        final List<SubscribeToShardEvent> events = new ArrayList<>();
        final CompletableFuture<Throwable> failed = new CompletableFuture<>();
        final CompletableFuture<Void> ended;

        Subscription(KinesisAsyncClient client, String shard) {
            ended = client.subscribeToShard(
                    r -> r.consumerARN(CONSUMER).shardId(shard).startingPosition(p -> p.type(ShardIteratorType.LATEST)),
                    SubscribeToShardResponseHandler.builder()
                            .subscriber(event -> events.add((SubscribeToShardEvent) event))
                            .onError(failed::complete)
                            .build());
        }

        List<String> told() {
            return events.stream().map(SubscribeToShardEvent::continuationSequenceNumber).toList();
        }

        Throwable failure() {
            Throwable error = failed.join();
            return error.getCause() == null ? error : error.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "https with alpn"})
    void eventsArriveInOrderAndTheStreamEnds(String scheme) throws Exception {
        try (KinesisAsyncClient client = client(scheme)) {
            Subscription subscription = new Subscription(client, "shard");
            subscription.ended.join();

            assertThat(subscription.told()).containsExactly("shard-0", "shard-1", "shard-2");
            assertThat(subscription.events.getFirst().records().getFirst().partitionKey()).isEqualTo("123456789012");
            assertThat(shards.closed.take()).isEqualTo("shard");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https with alpn"})
    void manySubscriptionsShareTheConnection(String scheme) throws Exception {
        try (KinesisAsyncClient client = client(scheme)) {
            new Subscription(client, "first").ended.join(); // before it knows the server's limit, it would open a connection for each
            List<Subscription> all = IntStream.range(0, 50).mapToObj(i -> new Subscription(client, "shard" + i)).toList();

            for (int i = 0; i < all.size(); i++) {
                all.get(i).ended.join();
                assertThat(all.get(i).told()).containsExactly("shard" + i + "-0", "shard" + i + "-1", "shard" + i + "-2");
            }
        }
    }

    @Test
    void eventsMayBeLarge() throws Exception {
        try (KinesisAsyncClient client = client("https with alpn")) {
            Subscription subscription = new Subscription(client, "large");
            subscription.ended.join();

            assertThat(subscription.events).hasSize(FakeShards.EVENTS)
                    .allSatisfy(event -> assertThat(event.records().getFirst().data().asByteArrayUnsafe()).hasSize(1024 * 1024));
        }
    }

    @Test
    void aRefusalBeforeTheStreamIsAnOrdinaryError() throws Exception {
        try (KinesisAsyncClient client = client("http")) {
            Throwable failure = new Subscription(client, "missing").failure();

            assertThat(failure).isInstanceOf(ResourceNotFoundException.class).hasMessageContaining("no such shard");
            assertThat(((ResourceNotFoundException) failure).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void anErrorInTheStreamIsTheModelledException() throws Exception {
        try (KinesisAsyncClient client = client("http")) {
            Subscription subscription = new Subscription(client, "taken");

            assertThat(subscription.failure()).isInstanceOf(ResourceInUseException.class).hasMessageContaining("another consumer took over");
            assertThat(subscription.told()).containsExactly("taken-0");
        }
    }

    @Test
    void aFailureInTheStreamTellsNothing() throws Exception {
        try (KinesisAsyncClient client = client("http")) {
            assertThat(new Subscription(client, "broken").failure()).isInstanceOf(InternalFailureException.class)
                    .message().doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https with alpn"})
    void aClientThatLeavesWakesAndClosesTheSource(String scheme) throws Exception {
        try (KinesisAsyncClient client = client(scheme)) {
            Subscription subscription = new Subscription(client, "quiet");
            shards.waiting.await();
            subscription.ended.cancel(true);

            assertThat(shards.closed.take()).isEqualTo("quiet");
        }
    }

    @Test
    void aStoppingServerEndsTheStream() throws Exception {
        try (KinesisAsyncClient client = client("http")) {
            Subscription subscription = new Subscription(client, "quiet");
            shards.waiting.await();
            gateway.close();

            subscription.ended.join();
            assertThat(shards.closed.take()).isEqualTo("quiet");
        }
    }

    @Test
    void http1GetsTheSameFramesInChunks() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> response = client.send(subscribe("json-1.1", "{\"ConsumerARN\":\"" + CONSUMER
                    + "\",\"ShardId\":\"shard\",\"StartingPosition\":{\"Type\":\"LATEST\"}}"), BodyHandlers.ofByteArray());

            assertThat(response.headers().firstValue("content-type")).contains("application/vnd.amazon.eventstream");
            List<Message> frames = frames(response.body());
            assertThat(frames).hasSize(1 + FakeShards.EVENTS);
            assertThat(frames).extracting(frame -> frame.getHeaders().get(":event-type").getString())
                    .containsExactly("initial-response", "SubscribeToShardEvent", "SubscribeToShardEvent", "SubscribeToShardEvent");
            assertThat(new String(frames.getFirst().getPayload(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("{}");
        }
    }

    @Test
    void anInvalidRequestIsRefusedAsAnyOther() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(subscribe("json-1.1", "{}"), BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("ValidationException").contains("consumerARN");
        }
    }

    private HttpRequest subscribe(String type, String body) {
        return HttpRequest.newBuilder(endpoint("http")).version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-amz-" + type).header("X-Amz-Target", "Kinesis_20131202.SubscribeToShard")
                .POST(BodyPublishers.ofString(body)).build();
    }

    private static List<Message> frames(byte[] body) {
        List<Message> frames = new ArrayList<>();
        new MessageDecoder(frames::add).feed(body);
        return frames;
    }
}
