package dev.forebay.iam;

import dev.forebay.identity.AccountId;
import dev.forebay.runtime.Changes;
import dev.forebay.runtime.Keys;
import dev.forebay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One decision about an account: what becomes of its state, and the rows that say so. Nothing has happened before {@link #apply}, so
 * that a decision may refuse at any point. Used under the partition's lock.
 */
final class Edit {
    private final Place place;
    private final Vault vault;
    private final List<Consumer<Changes>> rows = new ArrayList<>(2);
    private AccountState state;

    /** Where an account's rows are. */
    record Place(AccountId account, int partition) {
        byte[] key(byte table, String id) {
            return Keys.of(partition, table, (account + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    Edit(Place place, Vault vault, AccountState state) {
        this.place = place;
        this.vault = vault;
        this.state = state;
    }

    AccountState state() {
        return state;
    }

    void put(Holder holder) {
        switch (holder) {
            case IamUser user -> {
                state = state.withUsers(state.users().with(user));
                row(Tables.USER, user.id(), user.write());
            }
            case IamGroup group -> {
                state = state.withGroups(state.groups().with(group));
                row(Tables.GROUP, group.id(), group.write());
            }
            case IamRole role -> {
                state = state.withRoles(state.roles().with(role));
                row(Tables.ROLE, role.id(), role.write());
            }
        }
    }

    void remove(Holder holder) {
        switch (holder) {
            case IamUser user -> {
                state = state.withUsers(state.users().without(user));
                noRow(Tables.USER, user.id());
            }
            case IamGroup group -> {
                state = state.withGroups(state.groups().without(group));
                noRow(Tables.GROUP, group.id());
            }
            case IamRole role -> {
                state = state.withRoles(state.roles().without(role));
                noRow(Tables.ROLE, role.id());
            }
        }
    }

    void put(ManagedPolicy policy) {
        state = state.withPolicies(state.policies().with(policy));
        row(Tables.POLICY, policy.id(), policy.write());
    }

    void remove(ManagedPolicy policy) {
        state = state.withPolicies(state.policies().without(policy));
        noRow(Tables.POLICY, policy.id());
    }

    void put(LongLivedKey key) {
        state = state.withKey(key);
        row(Tables.KEY, key.id(), key.write(vault));
    }

    void remove(LongLivedKey key) {
        state = state.withoutKey(key);
        noRow(Tables.KEY, key.id());
    }

    void put(OidcProvider provider) {
        state = state.withProvider(provider);
        row(Tables.PROVIDER, provider.url(), provider.write());
    }

    void remove(OidcProvider provider) {
        state = state.withoutProvider(provider);
        noRow(Tables.PROVIDER, provider.url());
    }

    void put(AccountFacts facts) {
        state = state.withFacts(facts);
        row(Tables.ACCOUNT, "", facts.write());
    }

    /** Hands the rows over: the decision stands. */
    void apply(Changes changes) {
        rows.forEach(row -> row.accept(changes));
    }

    private void row(byte table, String id, byte[] value) {
        rows.add(changes -> changes.batch().put(place.key(table, id), value));
    }

    private void noRow(byte table, String id) {
        rows.add(changes -> changes.batch().delete(place.key(table, id)));
    }
}
