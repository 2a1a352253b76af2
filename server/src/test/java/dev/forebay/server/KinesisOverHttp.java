package dev.forebay.server;

import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.runtime.Partitions;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sns.SnsCouriers;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.KinesisHarness;
import dev.forebay.testkit.KinesisSubscription;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.utils.AttributeMap;

/** Kinesis behind a socket, in a server of its own, whose time stands still until it is told to pass. */
final class KinesisOverHttp implements KinesisHarness {
    private static final int ENDLESS = 10_000_000;
    private static final AttributeMap TRUSTING =
            AttributeMap.builder().put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true).build();
    /** One for all, as each takes two seconds to close. AWS's client of Kinesis speaks HTTP/2, without TLS by prior knowledge. */
    private static final SdkAsyncHttpClient HTTP2 = NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2).buildWithDefaults(TRUSTING);

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Outbox outbox = Outbox.inMemory(100, clock::millis);
    private final Partitions partitions = Partitions.open(store);
    private final SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new Random(1));
    private final SnsService topics = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
            new SnsService.Neighbours(queues::client, () -> "", new SnsCouriers(outbox, _ -> outbox)));
    private final KinesisService streams;
    private final Gateway gateway;
    private final URI endpoint;
    private final Map<Caller, KinesisClient> clients = new ConcurrentHashMap<>();
    private final Map<Caller, KinesisAsyncClient> subscribers = new ConcurrentHashMap<>();

    private KinesisOverHttp(KinesisConfig config, boolean tls) {
        streams = KinesisService.open(config, partitions, clock, timers);
        Services services = new Services(queues, topics, streams,
                DynamoDbService.open(partitions, clock, timers), CloudWatchService.open(partitions, clock, timers));
        GatewayConfig http = GatewayConfig.DEFAULT.withPort(0).withTls(new TlsConfig.SelfSigned(0));
        gateway = Listening.start(http, services, new Inspection(topics, outbox));
        endpoint = tls ? URI.create("https://localhost:" + gateway.tlsPort().orElseThrow()) : Listening.endpoint(http, gateway.port());
    }

    static KinesisOverHttp plain(KinesisConfig config) {
        return new KinesisOverHttp(config, false);
    }

    static KinesisOverHttp tls(KinesisConfig config) {
        return new KinesisOverHttp(config, true);
    }

    @Override
    public KinesisClient client(Caller caller) {
        return clients.computeIfAbsent(caller, known ->
                connect(KinesisClient.builder().httpClient(UrlConnectionHttpClient.builder().buildWithDefaults(TRUSTING)), known));
    }

    @Override
    public KinesisSubscription subscribe(Caller caller, SubscribeToShardRequest request) {
        KinesisAsyncClient client = subscribers.computeIfAbsent(caller, known -> connect(KinesisAsyncClient.builder().httpClient(HTTP2), known));
        return new KinesisEvents(client, request, () -> timers.run(ENDLESS));
    }

    private <B extends AwsClientBuilder<B, C>, C> C connect(B builder, Caller caller) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(caller.region().value()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.account().value(), "secret")))
                .overrideConfiguration(config -> config.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    @Override
    public void pass(Duration time) {
        clock.advance(time);
        timers.run(ENDLESS);
    }

    @Override
    public void close() {
        clients.values().forEach(KinesisClient::close);
        subscribers.values().forEach(KinesisAsyncClient::close);
        streams.close();
        topics.close();
        queues.close();
        timers.close();
        gateway.close();
        store.close();
    }
}
