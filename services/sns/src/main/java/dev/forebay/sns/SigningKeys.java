package dev.forebay.sns;

import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.store.Scan;
import dev.forebay.vault.Vault;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the signing key is kept: in partition 0, sealed by the vault, made when it is first needed, the same until it is rotated while no
 * server runs; and the certificates of those that it took the place of.
 *
 * <p>Any thread may ask. The lock keeps two from making one each; it is held while the key is read or made and stored,
 * once in the life of a process, and no other lock is taken under it but the partition's.
 */
final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private final Partition partition;
    private final Vault vault;
    private final Clock clock;
    private final SecureRandom random;
    private final SortedMap<Long, RetiredCertificate> retired;
    private final ReentrantLock making = new ReentrantLock();
    private volatile SigningKey known;

    private SigningKeys(Partitions partitions, Vault vault, Clock clock, SecureRandom random) {
        this.partition = partitions.get(0);
        this.vault = vault;
        this.clock = clock;
        this.random = random;
        this.retired = readRetired();
    }

    /**
     * Opens the seal of the key, if there is one already, and seals a key that lies in the clear.
     *
     * @throws dev.forebay.vault.SealBroken when it was sealed under another master key, or is damaged
     */
    static SigningKeys open(Partitions partitions, Vault vault, Clock clock, SecureRandom random) {
        SigningKeys keys = new SigningKeys(partitions, vault, clock, random);
        keys.row().ifPresent(row -> {
            SigningKeyRow found = SigningKeyRow.read(row, vault);
            if (SealedRows.isInTheClear(row)) {
                keys.store(found.parsed());
                LOG.warn("The key that signs notifications lay in the clear and is sealed now. Earlier copies of the data directory still have it.");
            }
        });
        return keys;
    }

    /** The key, durable before it signs anything. */
    SigningKey current() {
        SigningKey key = known;
        return key != null ? key : findOrMake();
    }

    /** The certificate of this file name, PEM: of the key that signs, or of one that did lately. */
    Optional<byte[]> certificate(String name) {
        SigningKey signs = current();
        long now = clock.millis();
        return Stream.concat(Stream.of(signs.certificate()), retired.values().stream().filter(one -> one.isServed(now)).map(RetiredCertificate::certificate))
                .filter(one -> SigningKey.certificateName(one).equals(name)).findFirst().map(SigningKey::pem);
    }

    /**
     * Puts another key in the place of the one that signs, whose private key is gone then. One commit: whatever crashes, one of both signs. To be
     * used by one thread, and not while a service is open.
     *
     * @param withdraws whether certificates of former keys are not served any longer, the last one's included
     * @return the new key; empty where none was needed yet
     * @throws dev.forebay.vault.SealBroken when the old one was sealed under another master key
     */
    Optional<SigningKey> rotate(boolean withdraws) {
        Optional<SigningKey> old = stored();
        if (old.isEmpty()) {
            return old;
        }
        long now = clock.millis();
        SigningKey fresh = SigningKey.make(now, random);
        byte[] sealed = SigningKeyRow.of(fresh).write(vault);
        long number = retired.isEmpty() ? 1 : retired.lastKey() + 1;
        partition.decide(changes -> {
            changes.batch().put(key(), sealed);
            retired.entrySet().stream().filter(one -> withdraws || !one.getValue().isServed(now)).forEach(one -> forget(changes, one.getKey()));
            if (!withdraws) {
                changes.batch().put(key(number), new RetiredCertificate(old.get().certificate(), now).write());
            }
            return null;
        });
        return Optional.of(fresh);
    }

    private void forget(Changes changes, long number) {
        changes.batch().delete(key(number));
    }

    private SigningKey findOrMake() {
        making.lock();
        try {
            if (known == null) {
                known = stored().orElseGet(this::makeAndStore);
            }
            return known;
        } finally {
            making.unlock();
        }
    }

    private Optional<SigningKey> stored() {
        return row().map(row -> SigningKeyRow.read(row, vault).parsed());
    }

    private SortedMap<Long, RetiredCertificate> readRetired() {
        SortedMap<Long, RetiredCertificate> found = new TreeMap<>();
        try (Scan scan = partition.store().scan(key(0), Keys.of(partition.number(), (byte) (Tables.SIGNING_KEY + 1)))) {
            while (scan.next()) {
                found.put(Keys.incarnation(scan.key()), RetiredCertificate.read(scan.value()));
            }
        }
        return found;
    }

    private Optional<byte[]> row() {
        return partition.store().get(key());
    }

    private SigningKey makeAndStore() {
        return store(SigningKey.make(clock.millis(), random));
    }

    private SigningKey store(SigningKey signing) {
        byte[] sealed = SigningKeyRow.of(signing).write(vault);
        return partition.decide(changes -> {
            changes.batch().put(key(), sealed);
            return signing;
        });
    }

    private byte[] key() {
        return Keys.of(partition.number(), Tables.SIGNING_KEY);
    }

    private byte[] key(long number) {
        return Keys.of(partition.number(), Tables.SIGNING_KEY, number);
    }
}
