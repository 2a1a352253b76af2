package dev.forebay.sns;

import dev.forebay.access.RuleTable;
import dev.forebay.access.StoredPolicies;
import dev.forebay.couriers.HttpCourier;
import dev.forebay.couriers.IncomingText;
import dev.forebay.couriers.TextCourier;
import dev.forebay.envelope.Keyring;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Deliveries;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Scan;
import dev.forebay.vault.Vault;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SNS: owns all topics of a store and their life cycle, and hands out AWS's client interface bound to a caller. Safe for any
 * thread.
 *
 * <p>The journey of a notification: {@code SnsOperations} (AWS's interface) → {@code PublishOperations} and {@code Draft}
 * (checks) → {@code Topic} (who gets it; one commit; the reply) → {@code FanOut} and {@code QueueLane} (into queues), or
 * {@code DeliveryDesk} (everybody else, retries, dead letters); on FIFO topics {@code FifoLog} and {@code FifoFeed} instead.
 */
public final class SnsService implements AutoCloseable {
    /** AWS gives up what is owed after 23 days; what an archive keeps longer is asked of its topic. */
    private static final Keyring.Scope DATA_KEYS = new Keyring.Scope("sns", "aws:sns:topicArn", Tables.DATA_KEY, Duration.ofDays(60));

    private static final int ATTEMPTS_AT_A_TIME = 8;

    private final Environment environment;
    private final TopicCatalog catalog;
    private final Deliveries deliveries;
    private final DeliveryDesk desk;
    private final FanOut fanOut;
    private final FifoFeeds feeds;
    private final Subscriptions subscriptions;
    private final Endpoints endpoints;
    private final Direct direct;
    private final Signer signer;
    private final PlatformCatalog platforms;
    private final SmsDesk phones;
    private final Transports transports;
    private final SnsJanitor janitor;
    private final SnsAccess rules;

    private SnsService(SnsConfig config, Partitions partitions, Environment environment, Neighbours neighbours) {
        this.environment = environment;
        SecureRandom secrets = new SecureRandom();
        catalog = new TopicCatalog(partitions, environment);
        deliveries = new Deliveries(partitions, environment.clock(), environment.timers(), Tables.PENDING, ATTEMPTS_AT_A_TIME);
        signer = new Signer(SigningKeys.open(partitions, neighbours.vault, environment.clock(), secrets));
        Links links = new Links(neighbours.endpoint);
        Envelopes envelopes = new Envelopes(signer, links, config.signsForQueues());
        SqsSender queues = new SqsSender(neighbours.sqs);
        SqsTransport sqs = new SqsTransport(queues, envelopes);
        platforms = new PlatformCatalog(partitions, neighbours.vault, environment.clock(), environment.random());
        AtomicReference<Consumer<IncomingText>> hears = new AtomicReference<>(_ -> {});
        TextCourier texts = neighbours.couriers.texts().apply(text -> hears.get().accept(text));
        phones = SmsDesk.open(config.sms(), partitions, environment.clock(), secrets, new SmsDesk.Means(texts, neighbours.vault));
        hears.set(phones::heard);
        transports = new Transports(phones, texts, new PushTransport(config.push(), platforms))
                .with(sqs)
                .with(new HttpCourier(config.http()), envelopes)
                .with(EmailTransport.of(config.email(), neighbours.couriers.mails(), envelopes, links));
        RetrySchedules schedules = new RetrySchedules(config.retryTimeScale(), environment.random());
        desk = new DeliveryDesk(environment, deliveries, transports, sqs, schedules);
        fanOut = new FanOut(environment, envelopes, queues, desk);
        feeds = new FifoFeeds(environment, envelopes, queues, desk, schedules);
        subscriptions = new Subscriptions(environment, desk, feeds, secrets);
        endpoints = new Endpoints(platforms);
        direct = new Direct(phones, platforms, catalog, subscriptions, desk);
        janitor = new SnsJanitor(this);
        rules = new SnsAccess(catalog);
    }

    /**
     * Opens the topics that a store holds and goes on with what was under way.
     *
     * @param random     makes message ids; must be safe for any thread
     * @param neighbours whom SNS speaks to
     * @throws dev.forebay.vault.SealBroken when the store's secrets were sealed under another master key, or are damaged; the message names what
     */
    public static SnsService open(SnsConfig config, Partitions partitions, Clock clock, Timers timers, RandomGenerator random,
            Neighbours neighbours) {
        NotificationSeals seals = new NotificationSeals(new Keyring(DATA_KEYS, partitions, clock, neighbours.kms));
        Environment environment = new Environment(partitions.store(), clock, timers, random, seals, neighbours.vault);
        SnsService service = new SnsService(config, partitions, environment, neighbours);
        service.platforms.load();
        service.catalog.load();
        StoredPolicies.warn(service.catalog.all().stream().map(topic ->
                new StoredPolicies.Stored(topic.arn(), topic.attributes().text(TopicSetting.POLICY))));
        service.recover(partitions);
        service.janitor.start();
        return service;
    }

    /**
     * Whom SNS speaks to.
     *
     * @param sqs      AWS's interface to the queues that are subscribed
     * @param kms      gives the keys that notifications are encrypted under
     * @param endpoint where receivers reach this server, such as {@code http://127.0.0.1:4566}; asked when links are made
     * @param couriers what carries mails and texts
     * @param vault    seals the key that signs notifications, credentials of platform applications, endpoints and tokens of subscriptions, and
     *                 one-time passwords
     */
    public record Neighbours(Function<Caller, SqsClient> sqs, Function<Caller, KmsClient> kms, Supplier<String> endpoint, SnsCouriers couriers,
            Vault vault) {}

    /** Whether a store holds secrets of SNS that only its vault opens. Those of earlier versions lie in the clear until the service opens. */
    public static boolean hasSealed(Partitions partitions) {
        return SealedRows.exist(partitions);
    }

    /** Takes up what a stop or a crash interrupted. */
    private void recover(Partitions partitions) {
        Map<Deliveries.Place, Subscription> places = new HashMap<>();
        for (Topic topic : catalog.all()) {
            Stream.concat(topic.roster().page(0, Integer.MAX_VALUE).stream(), topic.ended().values().stream()).forEach(target ->
                    places.put(new Deliveries.Place(topic.partition().number(), target.number()), target));
        }
        deliveries.recover(place -> places.containsKey(place) ? desk.attempt(places.get(place)) : null);
        catalog.all().stream().filter(Topic::isFifo).forEach(this::recoverFeeds);
        partitions.all().forEach(this::recoverRounds);
    }

    private void recoverFeeds(Topic topic) {
        for (Subscription subscription : topic.roster().page(0, Integer.MAX_VALUE)) {
            environment.store().get(FifoFeed.key(subscription)).map(Cursor::read)
                    .ifPresent(cursor -> feeds.recover(subscription, cursor));
        }
    }

    /** Begins anew every round that was not over. */
    private void recoverRounds(Partition partition) {
        Map<Long, Topic> topics = new HashMap<>();
        catalog.all().stream().filter(topic -> topic.partition() == partition).forEach(topic -> topics.put(topic.incarnation(), topic));
        byte[] from = Keys.of(partition.number(), Tables.NOTIFICATION);
        byte[] to = Keys.of(partition.number(), (byte) (Tables.NOTIFICATION + 1));
        try (Scan scan = environment.store().scan(from, to)) {
            while (scan.next()) {
                Topic topic = topics.get(Keys.incarnation(scan.key()));
                if (topic != null) {
                    fanOut.resume(RoundRow.read(topic, Keys.sequence(scan.key()), scan.value()));
                }
            }
        }
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public SnsClient client(Caller caller) {
        return new SnsOperations(this, caller);
    }

    /** What each operation needs, for whoever decides. */
    public RuleTable rules() {
        return rules;
    }

    /**
     * How the deliveries of each subscription ended since the server started, JSON, for an operator: those with failures first,
     * a thousand at most.
     */
    public String deliveries() {
        return DeliveryReport.of(catalog.all());
    }

    /** The file name of the certificate by which receivers check what is signed now. */
    public String certificateName() {
        return signer.certificateName();
    }

    /** The certificate that has this file name, PEM; served to anybody. Those of former keys are there for as long as what they signed may be on its way. */
    public Optional<byte[]> certificate(String fileName) {
        return signer.certificate(fileName);
    }

    /**
     * Has notifications signed by another key from now on, with a certificate at another address. Not while the store's service is open.
     *
     * @param withdraws whether the certificates of former keys are gone at once, and what they signed is no longer good
     * @return the file name of the new certificate; empty where nothing was signed yet
     * @throws dev.forebay.vault.SealBroken when this vault does not open the key that signs
     */
    public static Optional<String> rotateSigningKey(Partitions partitions, Vault vault, Clock clock, boolean withdraws) {
        return SigningKeys.open(partitions, vault, clock, new SecureRandom()).rotate(withdraws).map(SigningKey::certificateName);
    }

    Environment environment() {
        return environment;
    }

    TopicCatalog catalog() {
        return catalog;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    PlatformCatalog platforms() {
        return platforms;
    }

    SmsDesk phones() {
        return phones;
    }

    Direct direct() {
        return direct;
    }

    DeliveryDesk desk() {
        return desk;
    }

    FanOut fanOut() {
        return fanOut;
    }

    FifoFeeds feeds() {
        return feeds;
    }

    /** Begins no further delivery. The store is for its owner to close. */
    @Override
    public void close() {
        janitor.stop();
        feeds.stop();
        deliveries.stop();
        transports.close();
    }
}
