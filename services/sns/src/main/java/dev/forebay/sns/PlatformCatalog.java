package dev.forebay.sns;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Directory;
import dev.forebay.identity.Region;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds platform applications by name: created, changed and deleted here, each durable before the call returns. Safe
 * for any thread. Applications are in memory, their {@link PlatformEndpoints} are not.
 */
final class PlatformCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformCatalog.class);

    private final Partitions partitions;
    private final Vault vault;
    private final Clock clock;
    private final PlatformEndpoints endpoints;
    private final Map<PlatformApplicationId, PlatformApplication> applications = new ConcurrentHashMap<>();
    private final Directory<PlatformApplication> directory = new Directory<>();

    /**
     * @param vault  seals the applications' credentials
     * @param random makes the ids of endpoints; must be safe for any thread
     */
    PlatformCatalog(Partitions partitions, Vault vault, Clock clock, RandomGenerator random) {
        this.partitions = partitions;
        this.vault = vault;
        this.clock = clock;
        endpoints = new PlatformEndpoints(partitions.store(), random);
    }

    /**
     * Reads all applications' records from the store, and then seals the credentials that lie in the clear.
     *
     * @throws dev.forebay.vault.SealBroken when some were sealed under another master key, or are damaged
     */
    void load() {
        List<PlatformApplication> inTheClear = partitions.all().stream().flatMap(partition -> load(partition).stream()).toList();
        inTheClear.forEach(application -> application.partition().decide(changes -> {
            changes.batch().put(key(application.partition(), application.id()), row(application.id(), application.record()));
            return null;
        }));
        if (!inTheClear.isEmpty()) {
            LOG.warn("The credentials of {} platform applications lay in the clear and are sealed now. Earlier copies of the data directory"
                    + " still have them.", inTheClear.size());
        }
    }

    /** Returns those whose credentials lie in the clear. */
    private List<PlatformApplication> load(Partition partition) {
        List<PlatformApplication> inTheClear = new ArrayList<>();
        byte[] to = Keys.of(partition.number(), (byte) (Tables.APPLICATION + 1));
        try (Scan scan = partitions.store().scan(Keys.of(partition.number(), Tables.APPLICATION), to)) {
            while (scan.next()) {
                PlatformApplicationId id = id(Keys.rest(scan.key()));
                byte[] row = scan.value();
                PlatformApplication application = new PlatformApplication(id, partition, PlatformApplicationRecord.read(id.arn(), row, vault));
                add(application);
                if (SealedRows.isInTheClear(row)) {
                    inTheClear.add(application);
                }
            }
        }
        return inTheClear;
    }

    PlatformEndpoints endpoints() {
        return endpoints;
    }

    Clock clock() {
        return clock;
    }

    Optional<PlatformApplication> find(PlatformApplicationId id) {
        return Optional.ofNullable(applications.get(id));
    }

    /** The applications of an account and region whose paths come after {@code after}, in the order of their paths. */
    List<PlatformApplication> list(AccountId account, Region region, String after, int limit) {
        return directory.after(account, region, after).stream().limit(limit).toList();
    }

    /** Creates an application, or returns the one that has the same name and agrees with what is asked for. */
    PlatformApplication create(PlatformApplicationId id, Map<String, String> attributes) {
        long now = clock.millis();
        Map<String, String> wanted = PlatformAttributes.checked(id.platform(), Map.of(), attributes, now);
        Partition partition = partitions.of(id.arn());
        if (!applications.containsKey(id)) {
            partitions.store().requireSpace();
        }
        return partition.decide(changes -> {
            PlatformApplication existing = applications.get(id);
            if (existing != null) {
                changes.revealsEverything();
                if (!existing.record().attributes().equals(wanted)) {
                    throw SnsErrors.invalidParameter(
                            "Name Reason: An application with the same name but different properties already exists");
                }
                return existing;
            }
            PlatformApplicationRecord record = new PlatformApplicationRecord(partition.newIncarnation(changes), now, wanted);
            PlatformApplication application = new PlatformApplication(id, partition, record);
            changes.batch().put(key(partition, id), row(id, record));
            add(application);
            return application;
        });
    }

    /** Changes an application's attributes. */
    void update(PlatformApplication application, Map<String, String> attributes) {
        partitions.store().requireSpace();
        Partition partition = application.partition();
        partition.decide(changes -> {
            application.requireAlive();
            PlatformApplicationRecord before = application.record();
            PlatformApplicationRecord after = before.with(PlatformAttributes.checked(
                    application.id().platform(), before.attributes(), attributes, clock.millis()));
            changes.batch().put(key(partition, application.id()), row(application.id(), after));
            application.become(after);
            return null;
        });
    }

    /** Deletes an application with all of its endpoints. */
    void delete(PlatformApplication application) {
        Partition partition = application.partition();
        partition.decide(changes -> {
            if (application.isDeleted()) {
                changes.revealsEverything();
                return null;
            }
            changes.batch().delete(key(partition, application.id()));
            PlatformEndpoints.deleteAll(changes, application);
            application.delete();
            applications.remove(application.id());
            directory.remove(application.id().account(), application.id().region(), application.id().path());
            return null;
        });
    }

    private void add(PlatformApplication application) {
        applications.put(application.id(), application);
        directory.put(application.id().account(), application.id().region(), application.id().path(), application);
    }

    private byte[] row(PlatformApplicationId id, PlatformApplicationRecord record) {
        return record.write(id.arn(), vault);
    }

    private static byte[] key(Partition partition, PlatformApplicationId id) {
        String text = id.account() + "/" + id.region() + "/" + id.path();
        return Keys.of(partition.number(), Tables.APPLICATION, text.getBytes(StandardCharsets.UTF_8));
    }

    private static PlatformApplicationId id(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("/", 4);
        return new PlatformApplicationId(new AccountId(parts[0]), new Region(parts[1]), Platform.valueOf(parts[2]), parts[3]);
    }
}
