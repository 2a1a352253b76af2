package dev.forebay.kms;

import dev.forebay.access.RuleTable;
import dev.forebay.access.StoredPolicies;
import dev.forebay.identity.Caller;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Ids;
import dev.forebay.runtime.Partitions;
import dev.forebay.runtime.Timers;
import dev.forebay.vault.Vault;
import java.security.SecureRandom;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * KMS: owns all keys of a store, their aliases and grants, and hands out AWS's client interface bound to a caller. Safe for
 * any thread.
 *
 * <p>What a key is lies in one row, its secrets in it sealed by the vault. In memory is all of it, unsealed when it is first
 * used; encrypting and decrypting take no lock and read no disk.
 */
public final class KmsService implements AutoCloseable {
    private final KeyRings rings;
    private final Materials materials;
    private final Clock clock;
    private final Timers timers;
    private final ManagedKeys managedKeys = new ManagedKeys(this);
    private final Deadlines deadlines = new Deadlines(this);
    private final KmsAccess rules;

    private KmsService(Partitions partitions, Materials materials, Clock clock, Timers timers) {
        rings = new KeyRings(partitions);
        this.materials = materials;
        this.clock = clock;
        this.timers = timers;
        rules = new KmsAccess(this);
    }

    /**
     * Opens the keys that a store holds, and does what became due meanwhile.
     *
     * @param random where keys come from
     */
    public static KmsService open(Partitions partitions, Vault vault, Clock clock, Timers timers, SecureRandom random) {
        KmsService service = new KmsService(partitions, new Materials(vault, random), clock, timers);
        service.rings.load();
        StoredPolicies.warn(service.rings.all().stream().flatMap(ring -> ring.keys().stream()).map(key -> new StoredPolicies.Stored(key.arn(), key.policy())));
        service.rings.all().forEach(ring -> ring.keys().forEach(service.deadlines::set));
        return service;
    }

    /** AWS's client interface, acting for a caller. Cheap: make one for each request. */
    public KmsClient client(Caller caller) {
        return new KmsOperations(this, caller);
    }

    /** What each operation needs. */
    public RuleTable rules() {
        return rules;
    }

    KeyRings rings() {
        return rings;
    }

    Materials materials() {
        return materials;
    }

    ManagedKeys managedKeys() {
        return managedKeys;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Timers timers() {
        return timers;
    }

    long now() {
        return clock.millis();
    }

    /** A name for a new key. */
    KeyName newName(Place place) {
        return new KeyName(place, Ids.uuid(materials.random()).toString());
    }

    /** Begins nothing further. The store is for its owner to close. */
    @Override
    public void close() {
        deadlines.stop();
    }
}
