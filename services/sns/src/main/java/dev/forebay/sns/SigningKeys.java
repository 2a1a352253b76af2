package dev.forebay.sns;

import dev.forebay.runtime.Clock;
import dev.forebay.runtime.Keys;
import dev.forebay.runtime.Partition;
import dev.forebay.runtime.Partitions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the signing key is kept: in partition 0, made when it is first needed, the same ever after.
 *
 * <p>Any thread may ask. The lock keeps two from making one each; it is held while the key is read or made and stored,
 * once in the life of a process, and no other lock is taken under it but the partition's.
 */
final class SigningKeys {
    private final Partition partition;
    private final Clock clock;
    private final SecureRandom random;
    private final ReentrantLock making = new ReentrantLock();
    private volatile SigningKey known;

    SigningKeys(Partitions partitions, Clock clock, SecureRandom random) {
        this.partition = partitions.get(0);
        this.clock = clock;
        this.random = random;
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
        return partition.store().get(key()).map(SigningKey::read);
    }

    private SigningKey makeAndStore() {
        SigningKey made = SigningKey.make(clock.millis(), random);
        return partition.decide(changes -> {
            changes.batch().put(key(), made.write());
            return made;
        });
    }

    private byte[] key() {
        return Keys.of(partition.number(), Tables.SIGNING_KEY);
    }
}
