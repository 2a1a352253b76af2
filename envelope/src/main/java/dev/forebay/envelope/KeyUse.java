package dev.forebay.envelope;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.time.Duration;

/**
 * What somebody needs a data key for.
 *
 * @param keyId     the KMS key: id, alias or ARN
 * @param owner     what the key protects
 * @param caller    whose permission counts: the service passes a user's request on in the user's name
 * @param reuse     how long a data key is used before KMS is asked again
 */
public record KeyUse(String keyId, Owner owner, Caller caller, Duration reuse) {
    private static final String OWNED = "alias/aws-owned/";

    /** Nobody but the service uses the service's own key, and KMS is in the house. */
    private static final Duration OWNED_REUSE = Duration.ofHours(24);

    /** By a user, under a key that the user can see. */
    public static KeyUse of(String keyId, Owner owner, Caller caller, Duration reuse) {
        return new KeyUse(keyId, owner, caller, reuse);
    }

    /** By the service, under the key that AWS owns: for things in a partition of an account and region. */
    static KeyUse owned(String service, Owner owner) {
        return new KeyUse(OWNED + service, owner.whole(), Caller.service(service, owner.account(), owner.region()), OWNED_REUSE);
    }

    boolean isOwned() {
        return keyId.startsWith(OWNED);
    }

    /** The key as KMS finds it whoever asks: an id or alias without an account is one of the account of what it protects. */
    String keyArn() {
        if (isOwned() || keyId.startsWith("arn:")) {
            return keyId;
        }
        return Arn.of("kms", owner.region(), owner.account(), keyId.startsWith("alias/") ? keyId : "key/" + keyId).toString();
    }

    /**
     * What a key protects.
     *
     * @param partition where it lives, and its data keys with it
     * @param arn       of the queue, topic or stream; empty for all in the partition that the service's own key protects
     */
    public record Owner(int partition, AccountId account, Region region, String arn) {
        private Owner whole() {
            return new Owner(partition, account, region, "");
        }
    }
}
