package dev.forebay.iam;

import dev.forebay.access.Identities.Attached;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Credentials.Credential;
import dev.forebay.runtime.Partition;
import dev.forebay.vault.Vault;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * IAM of one account. Its state is replaced as a whole, under the partition's lock; any thread reads it without. What is derived
 * from a state is kept beside it, and goes with it.
 */
final class Account {
    private static final long SECOND = 1_000;

    private final AccountId id;
    private final Partition partition;
    private final Vault vault;
    private final Map<String, Long> lastUsed = new ConcurrentHashMap<>();
    private volatile Moment moment;
    private volatile AccountState settled;

    private record Moment(AccountState state, Map<String, Attached> attached, Map<String, Credential> credentials) {
        static Moment of(AccountState state) {
            return new Moment(state, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /** What finds something in a state. */
    @FunctionalInterface
    interface Finding<T> {
        T in(Account account, AccountState state, String name);
    }

    Account(AccountId id, Partition partition, Vault vault, AccountState state) {
        this.id = id;
        this.partition = partition;
        this.vault = vault;
        moment = Moment.of(state);
        settled = state;
    }

    AccountId id() {
        return id;
    }

    /** What counts now, though it may not be durable yet: for decisions about requests, not for answers. */
    AccountState state() {
        return moment.state;
    }

    /** What may be shown: it is durable. */
    AccountState shown() {
        AccountState now = moment.state;
        if (now != settled) {
            partition.settle();
            settled = now;
        }
        return now;
    }

    /** The policies of a user or role, worked out of a state once. */
    Attached attached(String id, Finding<Attached> finding) {
        Moment now = moment;
        Attached known = now.attached.get(id);
        return known != null ? known : now.attached.computeIfAbsent(id, _ -> finding.in(this, now.state, id));
    }

    /** Whose an access key is, worked out of a state once; what is not there is not remembered. */
    Optional<Credential> credential(String key, Finding<Optional<Credential>> finding) {
        Moment now = moment;
        Credential known = now.credentials.get(key);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Credential> found = finding.in(this, now.state, key);
        found.ifPresent(one -> now.credentials.put(key, one));
        return found;
    }

    /** Decides about a change that may need more room, and returns when it is durable. */
    <R> R change(Function<Edit, R> decision) {
        partition.store().requireSpace();
        return decide(decision);
    }

    /** Decides about a change that frees room. */
    void shrink(Consumer<Edit> decision) {
        decide(edit -> {
            decision.accept(edit);
            return null;
        });
    }

    private <R> R decide(Function<Edit, R> decision) {
        return partition.decide(changes -> {
            changes.revealsEverything();
            Edit edit = new Edit(new Edit.Place(id, partition.number()), vault, moment.state);
            R reply = decision.apply(edit);
            edit.apply(changes);
            if (edit.state() != moment.state) {
                moment = Moment.of(edit.state());
            }
            return reply;
        });
    }

    /** Remembers that a key signed a request; in memory only. */
    void used(String key, long now) {
        Long before = lastUsed.get(key);
        if (before == null || now - before >= SECOND || now < before) {
            lastUsed.put(key, now);
        }
    }

    /** Forgets a key that is gone. */
    void forget(String key) {
        lastUsed.remove(key);
    }

    /** When a key signed a request since the server started. */
    Optional<Long> lastUsed(String key) {
        return Optional.ofNullable(lastUsed.get(key));
    }
}
