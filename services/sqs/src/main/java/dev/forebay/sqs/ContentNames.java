package dev.forebay.sqs;

import dev.forebay.envelope.Secret;
import dev.forebay.runtime.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a FIFO queue remembers deduplication ids by where those are hashes of bodies: names that tell nothing, for whoever reads a hash
 * on the disk can try which body it is of. The names come of a secret of the queue, a row that is made when it is first needed. Any thread.
 */
final class ContentNames {
    private static final int HASH_LENGTH = 64;

    private final Queue queue;
    /** Set under the partition's lock. */
    private volatile Secret secret;

    ContentNames(Queue queue) {
        this.queue = queue;
    }

    /**
     * What is remembered of an id. AWS: an id that a sender gives may be that of a body, and then counts as the same; so it is
     * the look of an id that decides. Asks the store and KMS, once: not for use under the lock.
     */
    String of(String deduplicationId) {
        return looksLikeHash(deduplicationId)
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(secret().name(deduplicationId.getBytes(StandardCharsets.US_ASCII)))
                : deduplicationId;
    }

    private static boolean looksLikeHash(String id) {
        return id.length() == HASH_LENGTH && id.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    private Secret secret() {
        Secret known = secret;
        if (known != null) {
            return known;
        }
        MessageSeals seals = queue.environment().seals();
        byte[] key = Keys.of(queue.partition().number(), Tables.SECRET, queue.incarnation());
        Optional<Secret> stored = queue.environment().store().get(key).map(seals.keyring()::secret);
        Secret mine = stored.orElseGet(() -> seals.keyring().newSecret(MessageSeals.owner(queue)));
        return queue.decide((changes, now) -> {
            if (secret == null) {
                secret = mine;
                if (stored.isEmpty()) {
                    changes.batch().put(key, mine.row());
                }
            }
            return secret;
        });
    }
}
