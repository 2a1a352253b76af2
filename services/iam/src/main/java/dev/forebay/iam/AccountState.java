package dev.forebay.iam;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that IAM knows of an account at one moment. Immutable, so that whoever holds it sees no half of a change.
 *
 * @param keys      access keys by id
 * @param providers by URL without scheme
 * @param facts     of the account itself
 */
record AccountState(Index<IamUser> users, Index<IamGroup> groups, Index<IamRole> roles, Index<ManagedPolicy> policies,
        Buckets<LongLivedKey> keys, Map<String, OidcProvider> providers, AccountFacts facts) {
    static final AccountState EMPTY = new AccountState(
            Index.of(List.of()), Index.of(List.of()), Index.of(List.of()), Index.of(List.of()), Buckets.empty(), Map.of(), AccountFacts.NONE);

    AccountState {
        providers = Collections.unmodifiableMap(providers);
    }

    AccountState withUsers(Index<IamUser> changed) {
        return new AccountState(changed, groups, roles, policies, keys, providers, facts);
    }

    AccountState withGroups(Index<IamGroup> changed) {
        return new AccountState(users, changed, roles, policies, keys, providers, facts);
    }

    AccountState withRoles(Index<IamRole> changed) {
        return new AccountState(users, groups, changed, policies, keys, providers, facts);
    }

    AccountState withPolicies(Index<ManagedPolicy> changed) {
        return new AccountState(users, groups, roles, changed, keys, providers, facts);
    }

    AccountState withKey(LongLivedKey key) {
        return new AccountState(users, groups, roles, policies, keys.with(key.id(), key), providers, facts);
    }

    AccountState withoutKey(LongLivedKey key) {
        return new AccountState(users, groups, roles, policies, keys.without(key.id()), providers, facts);
    }

    AccountState withProvider(OidcProvider provider) {
        Map<String, OidcProvider> changed = new TreeMap<>(providers);
        changed.put(provider.url(), provider);
        return new AccountState(users, groups, roles, policies, keys, changed, facts);
    }

    AccountState withoutProvider(OidcProvider provider) {
        Map<String, OidcProvider> changed = new TreeMap<>(providers);
        changed.remove(provider.url());
        return new AccountState(users, groups, roles, policies, keys, changed, facts);
    }

    AccountState withFacts(AccountFacts changed) {
        return new AccountState(users, groups, roles, policies, keys, providers, changed);
    }

    /** The keys of a user, or with an empty id those of the root, oldest first. */
    List<LongLivedKey> keysOf(String owner) {
        return keys.values().filter(key -> key.owner().equals(owner))
                .sorted(Comparator.comparingLong(LongLivedKey::created).thenComparing(LongLivedKey::id)).toList();
    }

    /** Without secrets: it is what an assertion would print. */
    @Override
    public String toString() {
        return "AccountState of " + users.size() + " users, " + roles.size() + " roles, " + keys.size() + " keys";
    }
}
