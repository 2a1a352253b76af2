package dev.forebay.iam;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An account's rows while they are read. Used by one thread. */
final class StoredAccount {
    final List<IamUser> users = new ArrayList<>();
    final List<IamGroup> groups = new ArrayList<>();
    final List<IamRole> roles = new ArrayList<>();
    final List<ManagedPolicy> policies = new ArrayList<>();
    final List<LongLivedKey> keys = new ArrayList<>();
    final List<OidcProvider> providers = new ArrayList<>();
    AccountFacts facts = AccountFacts.NONE;

    AccountState state() {
        Map<String, LongLivedKey> byId = new HashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        Map<String, OidcProvider> byUrl = new TreeMap<>();
        providers.forEach(provider -> byUrl.put(provider.url(), provider));
        return new AccountState(Index.of(users), Index.of(groups), Index.of(roles), Index.of(policies), Buckets.of(byId), byUrl, facts);
    }
}
