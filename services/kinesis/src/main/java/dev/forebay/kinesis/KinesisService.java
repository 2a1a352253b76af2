package dev.forebay.kinesis;

import dev.forebay.access.RuleTable;
import dev.forebay.access.StoredPolicies;
import dev.forebay.envelope.Keyring;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Apart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Kinesis Data Streams: owns all streams of a store and their life cycle, and hands out AWS's client interface bound to a caller. Safe
 * for any thread.
 *
 * <p>The journey of a record: {@code KinesisOperations} (AWS's interface) → {@code RecordOperations} (checks) → {@code Intake} (which
 * shard; encodes before the lock) → {@code Shard} (gives it its number, under the lock) → the store's commit → {@code ShardReader} and
 * {@code Subscription} (which see what is durable).
 */
public final class KinesisService implements AutoCloseable {
    /** What a store on disk keeps apart: records, by far the most of what is written. */
    public static final Apart RECORDS = Keys.apart(Tables.RECORDS);

    /** How long a data key is kept follows from its stream's retention. */
    private static final Keyring.Scope DATA_KEYS = new Keyring.Scope("kinesis", "aws:kinesis:arn", Tables.DATA_KEY, Duration.ZERO);

    private final Environment environment;
    private final StreamCatalog catalog;
    private final StreamStates states;
    private final Retention retention;
    private final Accounts accounts;
    private final OnDemand onDemand;
    private final KinesisAccess rules;

    private KinesisService(Partitions partitions, Environment environment) {
        this.environment = environment;
        catalog = new StreamCatalog(partitions, environment);
        states = new StreamStates(catalog, environment);
        retention = new Retention(catalog, environment);
        accounts = new Accounts(partitions, environment);
        onDemand = new OnDemand(this);
        rules = new KinesisAccess(catalog, environment);
    }

    /**
     * Opens the streams that a store holds and goes on with what was under way.
     *
     * @param kms gives the keys that records are encrypted under
     */
    public static KinesisService open(KinesisConfig config, Partitions partitions, Clock clock, Timers timers, Function<Caller, KmsClient> kms) {
        RecordSeals seals = new RecordSeals(new Keyring(DATA_KEYS, partitions, clock, kms));
        KinesisService service = new KinesisService(partitions, new Environment(partitions.store(), clock, timers, config, seals));
        service.catalog.load();
        StoredPolicies.warn(service.policies().stream());
        service.states.recover();
        service.retention.start();
        service.onDemand.start();
        return service;
    }

    private List<StoredPolicies.Stored> policies() {
        List<StoredPolicies.Stored> policies = new ArrayList<>();
        for (Stream stream : catalog.all()) {
            policies.add(new StoredPolicies.Stored(stream.id().arn(), stream.settings().policy()));
            stream.consumers().all().values().forEach(consumer -> policies.add(new StoredPolicies.Stored(consumer.arn(stream.id()), consumer.policy())));
        }
        return policies;
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public KinesisClient client(Caller caller) {
        return new KinesisOperations(this, caller);
    }

    /** What each operation needs, for whoever decides. */
    public RuleTable rules() {
        return rules;
    }

    /**
     * Begins a subscription, which AWS's synchronous client interface has no method for. Close it.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is refused
     */
    public Subscription subscribe(Caller caller, SubscribeToShardRequest request) {
        return new ConsumerOperations(this, caller).subscribe(request);
    }

    /**
     * Begins to read what GetRecords answers, for whoever passes it on while it is being read.
     *
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException when it is refused
     */
    public RecordsAnswer records(Caller caller, GetRecordsRequest request) {
        return new RecordOperations(this, caller).get(request);
    }

    Environment environment() {
        return environment;
    }

    StreamCatalog catalog() {
        return catalog;
    }

    StreamStates states() {
        return states;
    }

    Retention retention() {
        return retention;
    }

    Accounts accounts() {
        return accounts;
    }

    long now() {
        return environment.now();
    }

    /** Refuses more open shards than an account may have in a region. */
    void requireShards(AccountId account, Region region, long more) {
        long open = catalog.openShards(account, region);
        int limit = environment.config().shardLimit();
        if (open + more > limit) {
            throw KinesisErrors.limitExceeded("This request would exceed the shard limit for the account " + account + " in " + region
                    + ". Current shard count for the account: " + open + ". Limit: " + limit
                    + ". Number of additional shards that would have resulted from this request: " + more + ".");
        }
    }

    /** Ends all subscriptions: whoever stops need not wait five minutes for them. */
    public void endSubscriptions() {
        catalog.all().forEach(stream -> stream.consumers().end());
    }

    /** Refuses one more stream on demand than an account may have in a region. */
    void requireOnDemandStream(AccountId account, Region region) {
        if (onDemandStreams(account, region) >= StreamOperations.MAX_ON_DEMAND_STREAMS) {
            throw KinesisErrors.limitExceeded("This request would exceed the on-demand stream limit for the account " + account + " in " + region
                    + ". Limit: " + StreamOperations.MAX_ON_DEMAND_STREAMS + ".");
        }
    }

    long onDemandStreams(AccountId account, Region region) {
        return catalog.list(account, region, "").stream().filter(stream -> stream.settings().mode() == StreamMode.ON_DEMAND).count();
    }

    /** Ends subscriptions and begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {
        states.stop();
        retention.stop();
        onDemand.stop();
        endSubscriptions();
    }
}
