package dev.forebay.envelope;

import dev.forebay.envelope.KeyUse.Owner;
import dev.forebay.runtime.Partition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a FIFO queue or topic remembers deduplication ids by where those are hashes of bodies: names that tell nothing, for whoever reads a
 * hash on the disk can try which body it is of. The names come of a secret, a row that is made when it is first needed. Any thread.
 */
public final class ContentNames {
    private static final int HASH_LENGTH = 64;

    private final Keyring keyring;
    private final Partition partition;
    private final Home home;
    /** Set under the partition's lock. */
    private volatile Optional<Secret> secret = Optional.empty();

    public ContentNames(Keyring keyring, Partition partition, Home home) {
        this.keyring = keyring;
        this.partition = partition;
        this.home = home;
    }

    /**
     * Whose names these are.
     *
     * @param key          of the secret's row
     * @param requireAlive refuses, within a decision, where the owner is gone and no row may be written any more
     */
    public record Home(Owner owner, byte[] key, Runnable requireAlive) {}

    /**
     * What is remembered of an id. AWS: an id that a sender gives may be that of a body, and then counts as the same; so it is
     * the look of an id that decides. Asks the store and KMS, once: not for use under the lock.
     */
    public String of(String deduplicationId) {
        return looksLikeHash(deduplicationId)
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(secret().name(deduplicationId.getBytes(StandardCharsets.US_ASCII)))
                : deduplicationId;
    }

    private static boolean looksLikeHash(String id) {
        return id.length() == HASH_LENGTH && id.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private Secret secret() {
        return secret.orElseGet(() -> {
            Optional<Secret> stored = partition.store().get(home.key).map(keyring::secret);
            Secret mine = stored.orElseGet(() -> keyring.newSecret(home.owner));
            return partition.decide(changes -> {
                home.requireAlive.run();
                if (secret.isEmpty()) {
                    secret = Optional.of(mine);
                    if (stored.isEmpty()) {
                        changes.batch().put(home.key, mine.row());
                    }
                }
                return secret.get();
            });
        });
    }
}
