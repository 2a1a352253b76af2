package dev.forebay.cloudtrail;

import dev.forebay.access.Refusals;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Pending;
import dev.forebay.runtime.Timers;
import dev.forebay.store.Store;
import dev.forebay.store.StoreFull;
import dev.forebay.vault.Vault;
import java.util.Collection;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/**
 * CloudTrail: keeps who did what, hands out AWS's client interface to look it up, and writes it to signed files. Safe for any thread.
 *
 * <p>What {@link #record} promises: a management event is durable when it returns. A data event is handed to the store, and durable with its
 * next commit, at the latest some twenty milliseconds later. No event is dropped: when too many bytes are not on disk yet, callers wait.
 */
public final class CloudTrailService implements AutoCloseable {

    /** AWS: what is global is recorded here. */
    private static final Region GLOBAL = new Region("us-east-1");

    private final Store store;
    private final CloudTrailConfig config;
    private final Clock clock;
    private final Journals journals;
    private final SigningKeys keys;
    private final EventWriter writer;
    private final Strangers strangers;
    private final Janitor janitor;
    private final Optional<Trail> trail;

    private CloudTrailService(CloudTrailConfig config, Partitions partitions, Outside outside) {
        store = partitions.store();
        this.config = config;
        clock = outside.clock;
        journals = Journals.open(partitions, clock);
        keys = new SigningKeys(partitions, outside.vault, clock, outside.newKey);
        writer = new EventWriter(outside.random);
        strangers = new Strangers(clock);
        janitor = new Janitor(journals, config, clock, outside.timers);
        trail = outside.folder.map(files -> new Trail(journals, config, clock, outside.timers, new Trail.Parts(files,
                new LogWriter(files, clock, outside.random, config.fileBytes()), new DigestWriter(files, keys, clock))));
    }

    /**
     * What is needed from outside.
     *
     * @param vault  seals the key that signs
     * @param random of ids
     */
    public record Means(Vault vault, RandomGenerator random) {}

    /** Opens what a store holds. */
    public static CloudTrailService open(CloudTrailConfig config, Partitions partitions, Clock clock, Timers timers, Means means) {
        return open(config, partitions, new Outside(means.vault, clock, timers, means.random, config.folder().map(DiskFolder::new), SigningKey::make));
    }

    static CloudTrailService open(CloudTrailConfig config, Partitions partitions, Outside outside) {
        CloudTrailService service = new CloudTrailService(config, partitions, outside);
        service.janitor.start();
        service.trail.ifPresent(Trail::start);
        return service;
    }

    /**
     * Has digests signed by another key from now on. What was signed stays verifiable: the public key is told with the new one, and lies beside the files.
     * Not while the store's service is open.
     *
     * @return the fingerprint of the new key; empty where no digest was signed and no key told of yet
     * @throws dev.forebay.vault.SealBroken when this vault does not open the key that signs
     */
    public static Optional<String> rotateKey(Partitions partitions, Vault vault, Clock clock) {
        return new SigningKeys(partitions, vault, clock, SigningKey::make).rotate().map(SigningKey::fingerprint);
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public CloudTrailClient client(Caller caller) {
        return new CloudTrailOperations(journals, keys, caller);
    }

    /** What each operation needs, for whoever decides. */
    public RuleTable rules() {
        return new CloudTrailAccess();
    }

    /** Whether calls of an operation are recorded. */
    public boolean records(String service, String operation) {
        return config.records(OperationKind.isData(service, operation));
    }

    /**
     * Records a call that is over, if calls of its kind are.
     *
     * @throws RuntimeException when it cannot be recorded: then it must not be answered
     */
    public void record(ApiCall call) {
        boolean isData = OperationKind.isData(call.service(), call.operation());
        if (!config.records(isData) || call.operation().isEmpty() || isStranger(call) && !strangers.mayBeRecorded()) {
            return;
        }
        OperationKind kind = OperationKind.of(call.service(), call.operation());
        requireSpace(call, kind);
        Place place = place(call);
        Pending<Long> added = journals.add(place, writer.event(call, kind, place, clock.millis()), isData);
        if (!isData) {
            added.await(store);
        }
        if (added.reply() >= config.fileBytes()) {
            trail.ifPresent(Trail::wantFile);
        }
    }

    private static boolean isStranger(ApiCall call) {
        return call.caller().map(caller -> caller.principal().kind() == Principal.Kind.ANONYMOUS).orElse(true);
    }

    /**
     * What could not be recorded is not answered. But what changed something has, and may have made room: it is recorded from the reserve
     * of disk, as deletions are. So is a receive that took messages: nobody could delete them otherwise, and they would count as received. So is
     * what a service asks of another, such as the key of messages that somebody takes to make room.
     */
    private void requireSpace(ApiCall call, OperationKind kind) {
        try {
            store.requireSpace();
        } catch (StoreFull full) {
            if (call.invokedBy().isEmpty() && (kind.readOnly() && !tookMessages(call) || call.error().isPresent())) {
                throw Refusals.of("ServiceUnavailable", 503, "The call cannot be recorded, and so is not answered: " + full.getMessage()
                        + ". Receive and delete messages, or free space on the disk, then try again.");
            }
        }
    }

    private static boolean tookMessages(ApiCall call) {
        return call.service().equals("sqs") && call.operation().equals("ReceiveMessage") && call.response().stream().anyMatch(response ->
                response.sdkFields().stream().anyMatch(field -> field.getValueOrDefault(response) instanceof Collection<?> messages && !messages.isEmpty()));
    }

    private static Place place(ApiCall call) {
        Place place = call.caller().map(Place::of).orElse(new Place(AccountId.DEFAULT, Region.DEFAULT));
        return call.service().equals("iam") ? new Place(place.account(), GLOBAL) : place;
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {
        janitor.stop();
        trail.ifPresent(Trail::stop);
    }

    /** What a test owns instead of the machine. */
    record Outside(Vault vault, Clock clock, Timers timers, RandomGenerator random, Optional<Folder> folder, LongFunction<SigningKey> newKey) {}
}
