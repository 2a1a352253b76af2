package dev.forebay.iam;

import dev.forebay.access.Identities;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users and roles are allowed, worked out once for each state of an account. */
final class IamIdentities implements Identities {
    /** What a root's federated users may do before their session policies narrow it. */
    private static final Attached ALL = new Attached(
            List.of(named(AwsManagedPolicies.PREFIX + "AdministratorAccess", AwsManagedPolicies.find(AwsManagedPolicies.PREFIX + "AdministratorAccess").orElseThrow())),
            Optional.empty(), Map.of());

    private final Accounts accounts;

    IamIdentities(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Attached of(Caller caller) {
        Principal who = caller.principal();
        return accounts.known(caller.account()).map(account -> switch (who.kind()) {
            case USER -> account.attached(who.id(), (known, state) -> user(known.id(), state, who.id()));
            case ROLE -> account.attached(roleId(who.id()), (known, state) -> role(known.id(), state, roleId(who.id())));
            case FEDERATED -> federated(account, who);
            case ROOT, SERVICE, ANONYMOUS -> Attached.NOTHING;
        }).orElse(Attached.NOTHING);
    }

    /** {@code AROA…:session}. */
    static String roleId(String principalId) {
        int colon = principalId.indexOf(':');
        return colon < 0 ? principalId : principalId.substring(0, colon);
    }

    /** AWS: a federated user may do what both the user who asked for the credentials and the session policies allow; without those, nothing. */
    private static Attached federated(Account account, Principal who) {
        if (who.session().policies().isEmpty()) {
            return Attached.NOTHING;
        }
        if (who.session().issuer().endsWith(":root")) {
            return ALL;
        }
        return issuer(account, who).map(id -> account.attached(id, (known, state) -> user(known.id(), state, id))).orElse(Attached.NOTHING);
    }

    /** The user who asked, unless the name is another's by now. */
    private static Optional<String> issuer(Account account, Principal who) {
        String arn = who.session().issuer();
        long issued = who.session().issued().map(Instant::toEpochMilli).orElse(0L);
        return account.state().users().named(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(user -> user.arn(account.id()).equals(arn) && user.naming().created() <= issued).map(IamUser::id);
    }

    static Attached user(AccountId account, AccountState state, String id) {
        return state.users().withId(id).map(user -> {
            List<Named> policies = policies(account, state, user);
            user.groups().forEach(group -> state.groups().withId(group).ifPresent(found -> policies.addAll(policies(account, state, found))));
            return new Attached(policies, boundary(account, state, user), user.tags().all());
        }).orElse(Attached.NOTHING);
    }

    static Attached role(AccountId account, AccountState state, String id) {
        return state.roles().withId(id)
                .map(role -> new Attached(policies(account, state, role), boundary(account, state, role), role.tags().all()))
                .orElse(Attached.NOTHING);
    }

    static List<Named> policies(AccountId account, AccountState state, Holder holder) {
        List<Named> policies = new ArrayList<>();
        holder.grants().inline().forEach((name, document) ->
                policies.add(new Named(holder.kind().word + "/" + holder.name() + "/" + name, document)));
        holder.grants().attached().forEach(arn -> Policies.find(account, state, arn).ifPresent(policy -> policies.add(named(arn, policy))));
        return policies;
    }

    private static Optional<Named> boundary(AccountId account, AccountState state, Holder holder) {
        // A boundary cannot be deleted while it bounds somebody; if it is not there nevertheless, nothing lies within it.
        return Optional.of(holder.grants().boundary()).filter(arn -> !arn.isEmpty())
                .map(arn -> Policies.find(account, state, arn).map(policy -> named(arn, policy)).orElse(new Named(arn, Policies.NOTHING)));
    }

    private static Named named(String arn, ManagedPolicy policy) {
        return new Named(arn, policy.current().document());
    }
}
