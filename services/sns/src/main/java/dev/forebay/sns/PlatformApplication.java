package dev.forebay.sns;

import dev.forebay.runtime.Partition;
import java.util.Objects;
import java.util.Optional;

/** A platform application in memory: what it is called, where its rows are, and its newest record. */
final class PlatformApplication {
    private final PlatformApplicationId id;
    private final Partition partition;
    private volatile PlatformApplicationRecord record;
    private volatile Optional<PlatformCredentials> credentials = Optional.empty();
    private volatile boolean deleted;

    PlatformApplication(PlatformApplicationId id, Partition partition, PlatformApplicationRecord record) {
        this.id = id;
        this.partition = partition;
        this.record = record;
    }

    PlatformApplicationId id() {
        return id;
    }

    Partition partition() {
        return partition;
    }

    PlatformApplicationRecord record() {
        return record;
    }

    long incarnation() {
        return record.incarnation();
    }

    /** The same object as long as they are the same. */
    PlatformCredentials credentials() {
        Optional<PlatformCredentials> known = credentials;
        if (known.isEmpty()) {
            known = Optional.of(PlatformCredentials.of(id.platform(), record.attributes()));
            credentials = known;
        }
        return known.orElseThrow();
    }

    boolean isEnabled() {
        return !"false".equals(record.attributes().get(PlatformAttributes.ENABLED));
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Call within a decision. */
    void requireAlive() {
        if (deleted) {
            throw SnsErrors.notFound("PlatformApplication does not exist");
        }
    }

    /** Call within a decision. */
    void become(PlatformApplicationRecord changed) {
        boolean same = PlatformAttributes.CREDENTIALS.stream().allMatch(name -> Objects.equals(
                record.attributes().get(name), changed.attributes().get(name)));
        record = changed;
        if (!same) {
            credentials = Optional.empty();
        }
    }

    /** Call within a decision. */
    void delete() {
        deleted = true;
    }
}
