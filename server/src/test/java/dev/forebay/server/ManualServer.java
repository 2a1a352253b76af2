package dev.forebay.server;

import dev.forebay.access.Access;
import dev.forebay.access.Decider;
import dev.forebay.access.Decision;
import dev.forebay.access.Identities;
import dev.forebay.cloudtrail.CloudTrailConfig;
import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.AccessGate;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.Guard;
import dev.forebay.gateway.TlsConfig;
import dev.forebay.iam.IamService;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Credentials;
import dev.forebay.identity.Principal;
import dev.forebay.identity.SignatureV4;
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
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
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
    private static final String SECRET = "secret";

    private final MemoryStore store = new MemoryStore();
    private final ManualClock clock = new ManualClock();
    private final ManualTimers timers = new ManualTimers(clock);
    private final Outbox outbox = Outbox.inMemory(100, clock::millis);
    private final GatewayConfig http = GatewayConfig.DEFAULT.withPort(0).withTls(0, TlsConfig.selfSigned());
    private final KmsService kms;
    private final Services services;
    private final Gateway gateway;

    ManualServer() {
        this(KinesisConfig.defaults());
    }

    ManualServer(KinesisConfig kinesis) {
        this(kinesis, _ -> Guard.OPEN);
    }

    /**
     * One that asks who calls: the root of each account has the account's number for an access key, as those who connect say. Signatures
     * are of now, as AWS's clients sign by no other clock.
     */
    static ManualServer enforced() {
        return new ManualServer(KinesisConfig.defaults(), services -> Guard.enforced(
                new SignatureV4(ManualServer::root, InstantSource.system()), services.rules(), ManualServer::decide));
    }

    private static Credentials.Credential root(String accessKeyId, Optional<String> token) {
        AccountId account = new AccountId(accessKeyId);
        return new Credentials.Credential(SECRET, account, Principal.root(account));
    }

    private static Optional<AccessGate.Denial> decide(Caller caller, Access access) {
        Decision decision = new Decider(_ -> Identities.Attached.NOTHING, InstantSource.system()).decide(caller, access);
        return decision.allowed() ? Optional.empty() : Optional.of(new AccessGate.Denial(decision.message(), ""));
    }

    private ManualServer(KinesisConfig kinesis, Function<Services, Guard> guard) {
        Partitions partitions = Partitions.open(store);
        kms = KmsService.open(partitions, AesVault.inMemory(), clock, timers, new SecureRandom());
        SqsService queues = SqsService.open(SqsConfig.defaults(), partitions, clock, timers, new SqsService.Outside(new Random(1), kms::client));
        SnsService topics = SnsService.open(SnsConfig.defaults(), partitions, clock, timers, new Random(2),
                new SnsService.Neighbours(queues::client, kms::client, () -> endpoint().toString(), new SnsCouriers(outbox, _ -> outbox), AesVault.inMemory()));
        services = new Services(queues, topics, KinesisService.open(kinesis, partitions, clock, timers, kms::client),
                DynamoDbService.open(partitions, clock, timers), CloudWatchService.open(partitions, clock, timers),
                IamService.open(partitions, AesVault.inMemory(), clock, new Random(3), new HttpIssuerKeys(clock)),
                kms, CloudTrailService.open(CloudTrailConfig.defaults(), partitions, clock, timers,
                        new CloudTrailService.Means(AesVault.inMemory(), new Random(4))));
        gateway = Listening.start(http, services, guard.apply(services), new Inspection(topics, outbox, true));
    }

    URI endpoint() {
        return Listening.doors(http, gateway).usual();
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
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(caller.account().value(), SECRET)))
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
        services.cloudtrail().close();
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
