package dev.forebay.server;

import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.iam.IamService;
import dev.forebay.identity.Caller;
import dev.forebay.kinesis.KinesisConfig;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.kms.KmsService;
import dev.forebay.runtime.Partitions;
import dev.forebay.sns.SnsConfig;
import dev.forebay.sns.SnsCouriers;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsConfig;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.MemoryStore;
import dev.forebay.testkit.ManualClock;
import dev.forebay.testkit.ManualTimers;
import dev.forebay.vault.AesVault;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** All services behind a socket, in memory, in a time that stands still until it is told to pass. */
final class ManualServer implements AutoCloseable {
    private static final int ENDLESS = 10_000_000;

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Outbox outbox = Outbox.inMemory(100, clock::millis);
    private final GatewayConfig http = GatewayConfig.DEFAULT.withPort(0).withTls(new TlsConfig.SelfSigned(0));
    private final KmsService kms;
    private final Services services;
    private final Gateway gateway;

    ManualServer() {
        this(KinesisConfig.defaults());
    }

    ManualServer(KinesisConfig kinesis) {
        Partitions partitions = Partitions.open(store);
        kms = KmsService.open(partitions, AesVault.inMemory(), clock, timers, new SecureRandom());
        SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new SqsService.Outside(new Random(1), kms::client));
        SnsService topics = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                new SnsService.Neighbours(queues::client, kms::client, () -> endpoint().toString(), new SnsCouriers(outbox, _ -> outbox)));
        services = new Services(queues, topics, KinesisService.open(kinesis, partitions, clock, timers, kms::client),
                DynamoDbService.open(partitions, clock, timers), CloudWatchService.open(partitions, clock, timers),
                IamService.open(partitions, AesVault.inMemory(), clock, new Random(3), new HttpIssuerKeys(clock)), kms);
        gateway = Listening.start(http, services, new Inspection(topics, outbox));
    }

    URI endpoint() {
        return Listening.endpoint(http, gateway.port());
    }

    URI tlsEndpoint() {
        return URI.create("https://localhost:" + gateway.tlsPort().orElseThrow());
    }

    /** AWS's client, over HTTP/1.1, acting for a caller; it does not repeat what failed. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C connect(B builder, Caller caller) {
        return connect(builder.httpClient(UrlConnectionHttpClient.create()), caller, endpoint());
    }

    /** The same with an HTTP client of its own. */
    static <B extends AwsClientBuilder<B, C>, C> C connect(B builder, Caller caller, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(caller.region().value()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.account().value(), "secret")))
                .overrideConfiguration(config -> config.retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    /** KMS, in process. */
    KmsClient kms(Caller caller) {
        return kms.client(caller);
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /** Runs what is due. */
    void runTimers() {
        timers.run(ENDLESS);
    }

    void pass(Duration time) {
        clock.advance(time);
        runTimers();
    }

    @Override
    public void close() {
        services.kms().close();
        services.kinesis().close();
        services.dynamodb().close();
        services.cloudwatch().close();
        services.sns().close();
        services.sqs().close();
        timers.close();
        gateway.close();
        store.close();
    }
}
