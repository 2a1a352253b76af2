package dev.forebay.server;

import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.PublicFiles;
import dev.forebay.iam.IamService;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.kinesis.KinesisService;
import dev.forebay.kms.KmsService;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.SystemTimers;
import dev.forebay.runtime.Timers;
import dev.forebay.sns.SnsCouriers;
import dev.forebay.sns.SnsService;
import dev.forebay.sqs.SqsService;
import dev.forebay.store.Store;
import dev.forebay.store.StoreFailed;
import dev.forebay.vault.Vault;
import java.net.URI;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A running Forebay: a store, its partitions, the services on them, and a gateway before them if asked for. Any number may
 * run in one process. Any thread may call any method.
 *
 * {@snippet :
 * try (Forebay forebay = Forebay.start(ForebayConfig.inMemory())) {
 *     SqsClient sqs = forebay.sqs();
 * }
 * }
 */
public final class Forebay implements AutoCloseable {
    /** What links begin with where nobody listens. */
    private static final String NOWHERE = "http://localhost:4566";

    private final Services services;
    private final Optional<Doors> doors;
    private final Closing closing;

    private Forebay(Services services, Optional<Doors> doors, Closing closing) {
        this.services = services;
        this.doors = doors;
        this.closing = closing;
    }

    /** Starts. When the disk fails later every call fails, and this Forebay must be closed and another one started. */
    public static Forebay start(ForebayConfig config) {
        return start(config, _ -> {});
    }

    /**
     * Starts, and tells when the disk fails; nothing works from then on.
     *
     * @throws ConfigRefused when the configuration is not one to start with
     * @throws CannotStart   when another server has the directory or the port
     * @throws dev.forebay.vault.VaultLocked when the master key is missing or not the right one
     * @throws StoreFailed   when what is in the directory is damaged; the message names the file
     */
    public static Forebay start(ForebayConfig config, Consumer<StoreFailed> onFailure) {
        config.http().ifPresent(http -> Exposure.check(http, config.allowAnyone()));
        Closing closing = new Closing();
        try {
            Store store = Stores.open(config.storage(), onFailure);
            closing.add(store::close);
            Timers timers = new SystemTimers(Clock.SYSTEM);
            closing.add(timers::close);
            Partitions partitions = Partitions.open(store);
            AtomicReference<String> address = new AtomicReference<>(address(config));
            Outbox outbox = Couriers.outbox(config.storage());
            Services services = open(config, partitions, timers, address::get, outbox, closing);
            Optional<Doors> doors = config.http()
                    .map(http -> listen(http, services, new Inspection(services.sns(), outbox), closing));
            doors.ifPresent(open -> address.compareAndSet(NOWHERE, open.plain.toString()));
            return new Forebay(services, doors, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    private static Services open(ForebayConfig config, Partitions partitions, Timers timers, Supplier<String> address, Outbox outbox,
            Closing closing) {
        Vault vault = Vaults.open(config.storage(), config.masterKey(), partitions.store());
        KmsService kms = KmsService.open(partitions, vault, Clock.SYSTEM, timers, new SecureRandom());
        closing.add(kms::close);
        SqsService sqs = SqsService.open(config.sqs(), partitions, Clock.SYSTEM, timers, new SqsService.Outside(new StripedRandom(), kms::client));
        closing.add(sqs::close);
        SnsCouriers couriers = Couriers.open(config, outbox, closing);
        SnsService sns = SnsService.open(config.sns(), partitions, Clock.SYSTEM, timers, new StripedRandom(),
                new SnsService.Neighbours(sqs::client, kms::client, address, couriers));
        closing.add(sns::close);
        KinesisService kinesis = KinesisService.open(config.kinesis(), partitions, Clock.SYSTEM, timers, kms::client);
        closing.add(kinesis::close);
        DynamoDbService dynamodb = DynamoDbService.open(partitions, Clock.SYSTEM, timers);
        closing.add(dynamodb::close);
        CloudWatchService cloudwatch = CloudWatchService.open(partitions, Clock.SYSTEM, timers);
        closing.add(cloudwatch::close);
        IamService iam = IamService.open(partitions, vault, Clock.SYSTEM, new SecureRandom(), new HttpIssuerKeys(Clock.SYSTEM));
        return new Services(sqs, sns, kinesis, dynamodb, cloudwatch, iam, kms);
    }

    /** Where clients will reach this Forebay, as far as it is known before it listens: what a restart found undelivered goes out at once. */
    private static String address(ForebayConfig config) {
        return config.sqs().queueUrlBase().or(() -> config.http().filter(http -> http.port() != 0)
                .map(http -> Listening.endpoint(http, http.port()).toString())).orElse(NOWHERE);
    }

    private static Doors listen(GatewayConfig http, Services services, PublicFiles files, Closing closing) {
        Gateway gateway = Listening.start(http, services, files);
        closing.add(gateway::close);
        // Before the gateway waits for running requests: a subscription would run on for minutes.
        closing.add(services.kinesis()::endSubscriptions);
        return new Doors(Listening.endpoint(http, gateway.port()), gateway.tlsPort().map(port -> Listening.tlsEndpoint(http, port)));
    }

    /** Where it listens. */
    private record Doors(URI plain, Optional<URI> tls) {}

    /** SQS for the default account's root in us-east-1: the SDK's own interface, with no network between. Needs no closing. */
    public SqsClient sqs() {
        return sqs(root());
    }

    /** SQS for a caller. */
    public SqsClient sqs(Caller caller) {
        return services.sqs().client(caller);
    }

    /** SNS for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public SnsClient sns() {
        return sns(root());
    }

    /** SNS for a caller. */
    public SnsClient sns(Caller caller) {
        return services.sns().client(caller);
    }

    /** Kinesis for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public KinesisClient kinesis() {
        return kinesis(root());
    }

    /** Kinesis for a caller. */
    public KinesisClient kinesis(Caller caller) {
        return services.kinesis().client(caller);
    }

    /** DynamoDB for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public DynamoDbClient dynamodb() {
        return services.dynamodb().client(root());
    }

    /** CloudWatch for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public CloudWatchClient cloudwatch() {
        return services.cloudwatch().client(root());
    }

    /** IAM for the default account's root, in process as {@link #sqs()}. */
    public IamClient iam() {
        return services.iam().client(root());
    }

    /** STS for the default account's root, in process as {@link #sqs()}. */
    public StsClient sts() {
        return services.iam().sts(root());
    }

    /** KMS for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public KmsClient kms() {
        return kms(root());
    }

    /** KMS for a caller. */
    public KmsClient kms(Caller caller) {
        return services.kms().client(caller);
    }

    private Caller root() {
        return Caller.root(AccountId.DEFAULT, Region.DEFAULT, doors.map(open -> open.plain.toString()).orElse(""));
    }

    /** Where clients reach this Forebay, such as {@code http://127.0.0.1:4566}; only when it was told to listen. */
    public URI endpoint() {
        return doors.map(Doors::plain).orElseThrow(() -> new IllegalStateException(
                "this Forebay does not listen: start it with ForebayConfig.overHttp()"));
    }

    /** The same with TLS, such as {@code https://127.0.0.1:4567}; only when it was told to. */
    public Optional<URI> tlsEndpoint() {
        return doors.flatMap(Doors::tls);
    }

    /** Lets running requests finish, commits what was taken, and lets go of the directory. A second call does nothing. */
    @Override
    public void close() {
        closing.close();
    }
}
