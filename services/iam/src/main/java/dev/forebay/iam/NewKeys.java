package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import java.util.Base64;
import java.util.random.RandomGenerator;

/** Makes access keys. */
final class NewKeys {
    /** AWS: of a user, and of a root. */
    static final int MAX_KEYS = 2;

    /** Thirty bytes: forty characters. */
    private static final int SECRET_BYTES = 30;

    private NewKeys() {}

    /** Within a decision: a new key for whom the id names. */
    static LongLivedKey add(IamContext context, Edit edit, String owner) {
        if (edit.state().keysOf(owner).size() >= MAX_KEYS) {
            throw IamErrors.quota(owner.isEmpty() ? "AccessKeysPerAccount" : "AccessKeysPerUser", MAX_KEYS);
        }
        return make(context.account().id(), edit, owner, context.random(), context.now());
    }

    static LongLivedKey make(AccountId account, Edit edit, String owner, RandomGenerator random, long now) {
        String id;
        do {
            id = AccessKeyId.of(AccessKeyId.LONG_LIVED, account, random);
        } while (edit.state().keys().containsKey(id));
        LongLivedKey key = new LongLivedKey(id, owner, secret(random), true, now);
        edit.put(key);
        return key;
    }

    static String secret(RandomGenerator random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
