package dev.forebay.sns;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import dev.forebay.vault.Vault;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the signing key is kept: in partition 0, sealed by the vault, made when it is first needed, the same ever after.
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
    private final ReentrantLock making = new ReentrantLock();
    private volatile SigningKey known;

    private SigningKeys(Partitions partitions, Vault vault, Clock clock, SecureRandom random) {
        this.partition = partitions.get(0);
        this.vault = vault;
        this.clock = clock;
        this.random = random;
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
}
