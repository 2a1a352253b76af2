package dev.forebay.server;

import dev.forebay.cloudtrail.CloudTrailConfig;
import dev.forebay.cloudtrail.CloudTrailService;
import dev.forebay.cloudwatch.CloudWatchService;
import dev.forebay.couriers.Outbox;
import dev.forebay.dynamodb.DynamoDbService;
import dev.forebay.gateway.Gateway;
import dev.forebay.gateway.GatewayConfig;
import dev.forebay.gateway.Guard;
import dev.forebay.gateway.PublicFiles;
import dev.forebay.iam.IamService;
import dev.forebay.iam.RootKey;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
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

    /** In the data directory. */
    static final String TRAIL = "cloudtrail";

    private final InProcess services;
    private final Optional<Doors> doors;
    private final Closing closing;

    private Forebay(InProcess services, Optional<Doors> doors, Closing closing) {
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
     * @throws dev.forebay.vault.SealBroken when a secret in the store does not open: it is damaged, or of another store
     * @throws StoreFailed   when what is in the directory is damaged; the message names the file
     */
    public static Forebay start(ForebayConfig config, Consumer<StoreFailed> onFailure) {
        config.http().ifPresent(http -> Exposure.check(http, config.auth()));
        Closing closing = new Closing();
        try {
            Store store = Stores.open(config.storage(), onFailure);
            closing.add(store::close);
            Timers timers = new SystemTimers(Clock.SYSTEM);
            closing.add(timers::close);
            Partitions partitions = Partitions.open(store);
            AtomicReference<String> address = new AtomicReference<>(address(config));
            Outbox outbox = Couriers.outbox(config.storage());
            Vault vault = Vaults.open(config.storage(), config.masterKey(), store);
            IamService iam = IamService.open(partitions, vault, Clock.SYSTEM, new SecureRandom(), new HttpIssuerKeys(Clock.SYSTEM));
            Doorkeeper doorkeeper = Doorkeeper.of(
                    config.auth(), config.http().map(GatewayConfig::endpointPolicies).orElse(Map.of()), iam, Clock.SYSTEM);
            Services services = open(config, new Ground(partitions, timers, vault, iam, doorkeeper), address::get, outbox, closing);
            Guard guard = doorkeeper.guard(services.rules());
            Optional<Doors> doors = config.http().map(http ->
                    listen(http, services, guard, new Inspection(services.sns(), outbox, !config.auth().isEnforced()), closing));
            doors.ifPresent(open -> address.compareAndSet(NOWHERE, open.usual().toString()));
            return new Forebay(new InProcess(services, doorkeeper, guard), doors, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** What services are built on. */
    private record Ground(Partitions partitions, Timers timers, Vault vault, IamService iam, Doorkeeper doorkeeper) {

        /** The way of other services to queues: as AWS's own principals, who need what a queue's policy says. They only send, so mostly nobody listens. */
        Function<Caller, SqsClient> queues(SqsService sqs, AuditTrail audit) {
            Guard guard = doorkeeper.guard(Map.of("sqs", sqs.rules()));
            Function<Caller, SqsClient> guarded = caller -> doorkeeper.client(SqsClient.class, "sqs", sqs.client(caller), caller, guard);
            return audit.hears("sqs", "SendMessage") ? caller -> HeardClient.of(SqsClient.class, "sqs", guarded.apply(caller), caller, audit) : guarded;
        }

        /** The way of other services to keys: for whoever called them, who needs what a key's policy says. */
        Function<Caller, KmsClient> keys(KmsService kms, AuditTrail audit) {
            Guard guard = doorkeeper.guard(Map.of("kms", kms.rules()));
            return caller -> HeardClient.of(KmsClient.class, "kms", caller.isServiceForItself() ? kms.client(caller)
                    : doorkeeper.client(KmsClient.class, "kms", kms.client(caller), caller, guard), caller, audit);
        }
    }

    private static Services open(ForebayConfig config, Ground ground, Supplier<String> address, Outbox outbox, Closing closing) {
        Partitions partitions = ground.partitions();
        Timers timers = ground.timers();
        // First, and so closed last: the others have it record what they ask of each other.
        CloudTrailService cloudtrail = CloudTrailService.open(trail(config), partitions, Clock.SYSTEM, timers,
                new CloudTrailService.Means(ground.vault(), new StripedRandom()));
        closing.add(cloudtrail::close);
        AuditTrail audit = new AuditTrail(cloudtrail);
        KmsService kms = KmsService.open(partitions, ground.vault(), Clock.SYSTEM, timers, new SecureRandom());
        closing.add(kms::close);
        SqsService sqs = SqsService.open(config.sqs(), partitions, Clock.SYSTEM, timers, new SqsService.Outside(new StripedRandom(), ground.keys(kms, audit)));
        closing.add(sqs::close);
        SnsCouriers couriers = Couriers.open(config, outbox, closing);
        SnsService sns = SnsService.open(config.sns(), partitions, Clock.SYSTEM, timers, new StripedRandom(),
                new SnsService.Neighbours(ground.queues(sqs, audit), ground.keys(kms, audit), address, couriers, ground.vault()));
        closing.add(sns::close);
        KinesisService kinesis = KinesisService.open(config.kinesis(), partitions, Clock.SYSTEM, timers, ground.keys(kms, audit));
        closing.add(kinesis::close);
        DynamoDbService dynamodb = DynamoDbService.open(partitions, Clock.SYSTEM, timers);
        closing.add(dynamodb::close);
        CloudWatchService cloudwatch = CloudWatchService.open(partitions, Clock.SYSTEM, timers);
        closing.add(cloudwatch::close);
        return new Services(sqs, sns, kinesis, dynamodb, cloudwatch, ground.iam(), kms, cloudtrail);
    }

    /** Files of the trail lie beside the data. */
    private static CloudTrailConfig trail(ForebayConfig config) {
        return config.storage() instanceof StorageConfig.OnDisk disk
                ? config.cloudtrail().inFolder(disk.store().directory().resolve(TRAIL)) : config.cloudtrail();
    }

    /** Where clients will reach this Forebay, as far as it is known before it listens: what a restart found undelivered goes out at once. */
    private static String address(ForebayConfig config) {
        return config.sqs().queueUrlBase().or(() -> config.http().flatMap(Listening::known).map(URI::toString)).orElse(NOWHERE);
    }

    private static Doors listen(GatewayConfig http, Services services, Guard guard, PublicFiles files, Closing closing) {
        Gateway gateway = Listening.start(http, services, guard, files);
        closing.add(gateway::close);
        // Before the gateway waits for running requests: a subscription would run on for minutes.
        closing.add(services.kinesis()::endSubscriptions);
        return Listening.doors(http, gateway);
    }

    /** SQS for the default account's root in us-east-1: the SDK's own interface, with no network between. Needs no closing. */
    public SqsClient sqs() {
        return sqs(root());
    }

    /** SQS for a caller. */
    public SqsClient sqs(Caller caller) {
        return services.sqs(caller);
    }

    /** SNS for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public SnsClient sns() {
        return sns(root());
    }

    /** SNS for a caller. */
    public SnsClient sns(Caller caller) {
        return services.sns(caller);
    }

    /** Kinesis for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public KinesisClient kinesis() {
        return kinesis(root());
    }

    /** Kinesis for a caller. */
    public KinesisClient kinesis(Caller caller) {
        return services.kinesis(caller);
    }

    /** DynamoDB for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public DynamoDbClient dynamodb() {
        return services.dynamodb(root());
    }

    /** CloudWatch for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public CloudWatchClient cloudwatch() {
        return services.cloudwatch(root());
    }

    /** IAM for the default account's root, in process as {@link #sqs()}. */
    public IamClient iam() {
        return services.iam(root());
    }

    /** STS for the default account's root, in process as {@link #sqs()}. */
    public StsClient sts() {
        return services.sts(root());
    }

    /** The access key that was made for the root at this start: in enforced mode, when it had none. It is told here and nowhere else. */
    public Optional<RootKey> newRoot() {
        return services.doorkeeper().newRoot();
    }

    /** KMS for the default account's root in us-east-1, in process as {@link #sqs()}. */
    public KmsClient kms() {
        return kms(root());
    }

    /** KMS for a caller. */
    public KmsClient kms(Caller caller) {
        return services.kms(caller);
    }

    /** CloudTrail for the default account's root in us-east-1, in process as {@link #sqs()}. It tells of calls over HTTP and in process. */
    public CloudTrailClient cloudtrail() {
        return services.cloudtrail(root());
    }

    private Caller root() {
        return Caller.root(AccountId.DEFAULT, Region.DEFAULT, doors.map(open -> open.usual().toString()).orElse(""));
    }

    /** Where clients reach this Forebay, such as {@code http://127.0.0.1:4566}, without TLS if it may be; only when it was told to listen. */
    public URI endpoint() {
        return doors.map(Doors::usual).orElseThrow(() -> new IllegalStateException(
                "this Forebay does not listen: start it with ForebayConfig.overHttp()"));
    }

    /** The same with TLS, such as {@code https://127.0.0.1:4567}; only when it was told to. */
    public Optional<URI> tlsEndpoint() {
        return doors.flatMap(Doors::tls);
    }

    Optional<Doors> doors() {
        return doors;
    }

    /** Lets running requests finish, commits what was taken, and lets go of the directory. A second call does nothing. */
    @Override
    public void close() {
        closing.close();
    }
}
