package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The access keys of accounts' roots, from which everything else in an enforced server is made. */
final class RootKeys {
    private final Accounts accounts;
    private final Clock clock;
    private final RandomGenerator random;

    RootKeys(Accounts accounts, Clock clock, RandomGenerator random) {
        this.accounts = accounts;
        this.clock = clock;
        this.random = random;
    }

    /** A key for a root that has none; empty when it has one. */
    Optional<RootKey> createIfNone(AccountId id) {
        return accounts.of(id).change(edit -> edit.state().keysOf("").isEmpty() ? Optional.of(create(id, edit)) : Optional.empty());
    }

    /** Deletes all keys of a root, ends the sessions that they got, and makes another. */
    RootKey reset(AccountId id) {
        return accounts.of(id).change(edit -> {
            edit.state().keysOf("").forEach(edit::remove);
            edit.put(edit.state().facts().afterReset());
            return create(id, edit);
        });
    }

    private RootKey create(AccountId id, Edit edit) {
        LongLivedKey key = NewKeys.make(id, edit, "", random, clock.millis());
        return new RootKey(key.id(), key.secret());
    }
}
