package dev.forebay.iam;

import dev.forebay.access.Identities.Attached;
import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Partition;
import dev.forebay.vault.Vault;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * IAM of one account. Its state is replaced as a whole, under the partition's lock; any thread reads it without. What is derived
 * from a state is kept beside it, and goes with it.
 */
final class Account {
    private final AccountId id;
    private final Partition partition;
    private final Vault vault;
    private final Map<String, Long> lastUsed = new ConcurrentHashMap<>();
    private volatile Moment moment;
    private volatile AccountState settled;

    private record Moment(AccountState state, Map<String, Attached> attached) {}

    Account(AccountId id, Partition partition, Vault vault, AccountState state) {
        this.id = id;
        this.partition = partition;
        this.vault = vault;
        moment = new Moment(state, new ConcurrentHashMap<>());
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

    /** What is worked out of a state once: policies by whose they are. */
    Attached attached(String principal, BiFunction<Account, AccountState, Attached> find) {
        Moment now = moment;
        return now.attached.computeIfAbsent(principal, _ -> find.apply(this, now.state));
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
                moment = new Moment(edit.state(), new ConcurrentHashMap<>());
            }
            return reply;
        });
    }

    /** Remembers that a key signed a request; in memory only. */
    void used(String key, long now) {
        lastUsed.put(key, now);
    }

    /** When a key signed a request since the server started. */
    java.util.Optional<Long> lastUsed(String key) {
        return java.util.Optional.ofNullable(lastUsed.get(key));
    }
}
