package dev.forebay.iam;

import dev.forebay.access.StoredPolicies.Stored;
import dev.forebay.identity.AccountId;
import java.util.Collection;
import java.util.stream.Stream;

/** All policies that are kept of an account, each with whose it is: inline ones, trust policies, and the versions of managed ones. */
final class WrittenPolicies {

    private WrittenPolicies() {}

    static Stream<Stored> of(AccountId account, AccountState state) {
        Stream<Stored> inline = Stream.of(state.users().all(), state.groups().all(), state.roles().all())
                .flatMap(Collection::stream).flatMap(holder -> inline(account, holder));
        Stream<Stored> trust = state.roles().all().stream().map(role -> new Stored(role.arn(account) + " trust policy", role.settings().trust()));
        return Stream.of(inline, trust, state.policies().all().stream().flatMap(policy -> versions(account, policy))).flatMap(all -> all);
    }

    private static Stream<Stored> inline(AccountId account, Holder holder) {
        return holder.grants().inline().entrySet().stream()
                .map(policy -> new Stored(holder.arn(account) + " policy " + policy.getKey(), policy.getValue()));
    }

    private static Stream<Stored> versions(AccountId account, ManagedPolicy policy) {
        return policy.versions().stream().map(version -> new Stored(policy.arn(account) + " " + version.id(), version.document()));
    }
}
