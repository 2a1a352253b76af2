package dev.forebay.sqs;

import dev.forebay.access.RuleTable;
import dev.forebay.access.StoredPolicies;
import dev.forebay.envelope.Keyring;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SQS: owns all queues of a store and their life cycle, and hands out AWS's client interface bound to a caller. Safe
 * for any thread.
 *
 * <p>The journey of a message: {@code SqsOperations} (AWS's interface) → {@code MessageOperations} (checks, and what the
 * request becomes) → {@code Queue} (what needs the store, and waiting) → {@code Contents} (what is decided under the
 * lock) → the store's commit.
 */
public final class SqsService implements AutoCloseable {
    /** AWS: no message is kept longer than two weeks. */
    private static final Keyring.Scope DATA_KEYS = new Keyring.Scope("sqs", "aws:sqs:arn", Tables.DATA_KEY, Duration.ofDays(15));

    private final QueueCatalog catalog;
    private final QueueUrls urls;
    private final Transfers transfers;
    private final MoveTasks moveTasks;
    private final Janitor janitor;
    private final Environment environment;
    private final FifoThrottle throttle;
    private final SqsAccess rules;

    private SqsService(SqsConfig config, Partitions partitions, Environment environment) {
        this.environment = environment;
        catalog = new QueueCatalog(partitions, environment, config.namesRest());
        urls = new QueueUrls(config.queueUrlBase());
        transfers = new Transfers(catalog, partitions, environment);
        moveTasks = new MoveTasks(environment, transfers);
        janitor = new Janitor(catalog, environment);
        throttle = new FifoThrottle(environment.clock(), config.fifoThrottles());
        rules = new SqsAccess(catalog, urls);
    }

    /**
     * Opens the queues that a store holds and goes on with what was under way.
     *
     * @param outside what is not the service's own
     */
    public static SqsService open(SqsConfig config, Partitions partitions, Clock clock, Timers timers, Outside outside) {
        Keyring keyring = new Keyring(DATA_KEYS, partitions, clock, outside.kms);
        Environment environment = new Environment(
                partitions.store(), clock, timers, outside.random, new Cache(config.cacheBytes()), new MessageSeals(keyring));
        SqsService service = new SqsService(config, partitions, environment);
        service.catalog.load();
        StoredPolicies.warn(service.catalog.all().stream().map(queue -> new StoredPolicies.Stored(queue.arn(), queue.attributes().policy())));
        service.transfers.recover();
        service.moveTasks.recover(service.catalog, partitions);
        service.janitor.start();
        return service;
    }

    /**
     * What the service needs of others.
     *
     * @param random makes message ids and receipt handles; must be safe for any thread
     * @param kms    gives the keys that messages are encrypted under
     */
    public record Outside(RandomGenerator random, Function<Caller, KmsClient> kms) {}

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public SqsClient client(Caller caller) {
        return new SqsOperations(this, caller);
    }

    /** What each operation needs, for whoever decides. */
    public RuleTable rules() {
        return rules;
    }

    /** The queue that a URL names to a caller. */
    Queue queue(String url, Caller caller) {
        return catalog.find(urls.parse(url, caller));
    }

    QueueCatalog catalog() {
        return catalog;
    }

    QueueUrls urls() {
        return urls;
    }

    Transfers transfers() {
        return transfers;
    }

    MoveTasks moveTasks() {
        return moveTasks;
    }

    Environment environment() {
        return environment;
    }

    FifoThrottle throttle() {
        return throttle;
    }

    /** Stops looking after queues. The store is for its owner to close. */
    @Override
    public void close() {
        janitor.stop();
    }
}
