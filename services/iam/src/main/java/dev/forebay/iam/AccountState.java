package dev.forebay.iam;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that IAM knows of an account at one moment. Immutable, so that whoever holds it sees no half of a change.
 *
 * @param keys      access keys by id
 * @param providers by URL without scheme
 * @param alias     empty for none
 */
record AccountState(Index<IamUser> users, Index<IamGroup> groups, Index<IamRole> roles, Index<ManagedPolicy> policies,
        Map<String, LongLivedKey> keys, Map<String, OidcProvider> providers, String alias) {
    static final AccountState EMPTY = new AccountState(
            Index.of(List.of()), Index.of(List.of()), Index.of(List.of()), Index.of(List.of()), Map.of(), Map.of(), "");

    AccountState {
        keys = Collections.unmodifiableMap(keys);
        providers = Collections.unmodifiableMap(providers);
    }

    AccountState withUsers(Index<IamUser> changed) {
        return new AccountState(changed, groups, roles, policies, keys, providers, alias);
    }

    AccountState withGroups(Index<IamGroup> changed) {
        return new AccountState(users, changed, roles, policies, keys, providers, alias);
    }

    AccountState withRoles(Index<IamRole> changed) {
        return new AccountState(users, groups, changed, policies, keys, providers, alias);
    }

    AccountState withPolicies(Index<ManagedPolicy> changed) {
        return new AccountState(users, groups, roles, changed, keys, providers, alias);
    }

    AccountState withKey(LongLivedKey key) {
        Map<String, LongLivedKey> changed = new HashMap<>(keys);
        changed.put(key.id(), key);
        return new AccountState(users, groups, roles, policies, changed, providers, alias);
    }

    AccountState withoutKey(LongLivedKey key) {
        Map<String, LongLivedKey> changed = new HashMap<>(keys);
        changed.remove(key.id());
        return new AccountState(users, groups, roles, policies, changed, providers, alias);
    }

    AccountState withProvider(OidcProvider provider) {
        Map<String, OidcProvider> changed = new TreeMap<>(providers);
        changed.put(provider.url(), provider);
        return new AccountState(users, groups, roles, policies, keys, changed, alias);
    }

    AccountState withoutProvider(OidcProvider provider) {
        Map<String, OidcProvider> changed = new TreeMap<>(providers);
        changed.remove(provider.url());
        return new AccountState(users, groups, roles, policies, keys, changed, alias);
    }

    AccountState withAlias(String changed) {
        return new AccountState(users, groups, roles, policies, keys, providers, changed);
    }

    /** The keys of a user, or with an empty id those of the root, oldest first. */
    List<LongLivedKey> keysOf(String owner) {
        return keys.values().stream().filter(key -> key.owner().equals(owner))
                .sorted(java.util.Comparator.comparingLong(LongLivedKey::created).thenComparing(LongLivedKey::id)).toList();
    }

    /** Without secrets: it is what an assertion would print. */
    @Override
    public String toString() {
        return "AccountState of " + users.size() + " users, " + roles.size() + " roles, " + keys.size() + " keys";
    }
}
