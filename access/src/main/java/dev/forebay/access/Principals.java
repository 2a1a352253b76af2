package dev.forebay.access;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Principal.Kind;
import java.util.Set;

/**
 * Whom a statement of a resource's policy is about, {@code Principal} or {@code NotPrincipal}. Immutable.
 *
 * @param everybody  {@code *}, or {@code {"AWS": "*"}}: services and those who did not sign among them
 * @param accounts   as a number, or as the ARN of its root
 * @param identities ARNs and ids of users, roles, sessions and federated users
 * @param services   {@code sns.amazonaws.com}; {@code *} for all
 * @param providers  of federated identities
 * @param negated    whether it is all others
 */
record Principals(boolean everybody, Set<AccountId> accounts, Set<String> identities, Set<String> services, Set<String> providers,
        boolean negated) {

    Principals {
        accounts = Set.copyOf(accounts);
        identities = Set.copyOf(identities);
        services = Set.copyOf(services);
        providers = Set.copyOf(providers);
    }

    /** How closely they mean a caller, in a statement that allows. */
    Hold hold(Caller caller) {
        if (negated) {
            return named(caller) == Hold.NONE ? asAnybody(caller) : Hold.NONE;
        }
        return named(caller);
    }

    /**
     * Whether they mean a caller, in a statement that denies.
     * AWS: whoever shall be spared by NotPrincipal must be listed with all that it is: session, role, and account.
     */
    boolean reach(Caller caller) {
        return negated ? !isListed(caller) : named(caller) != Hold.NONE;
    }

    private Hold named(Caller caller) {
        Hold byStar = everybody ? asAnybody(caller) : Hold.NONE;
        return byStar == Hold.ITSELF ? byStar : closer(byStar, switch (caller.principal().kind()) {
            case ANONYMOUS -> Hold.NONE;
            case SERVICE -> services.contains(caller.principal().arn()) || services.contains("*") ? Hold.ITSELF : Hold.NONE;
            case ROOT -> accounts.contains(caller.account()) ? Hold.ITSELF : Hold.NONE;
            case USER, ROLE, FEDERATED -> identity(caller);
        });
    }

    private static Hold asAnybody(Caller caller) {
        return isSession(caller.principal()) ? Hold.BEHIND : Hold.ITSELF;
    }

    private Hold identity(Caller caller) {
        Principal principal = caller.principal();
        if (identities.contains(principal.arn()) || identities.contains(principal.id())
                || principal.kind() == Kind.FEDERATED && providers.contains(principal.arn())) {
            return Hold.ITSELF;
        }
        if (isSession(principal) && isBehind(principal)) {
            return Hold.BEHIND;
        }
        return accounts.contains(caller.account()) ? Hold.ACCOUNT : Hold.NONE;
    }

    private boolean isBehind(Principal principal) {
        int colon = principal.id().indexOf(':');
        return identities.contains(principal.session().issuer()) || colon > 0 && identities.contains(principal.id().substring(0, colon));
    }

    private boolean isListed(Caller caller) {
        Principal principal = caller.principal();
        return everybody || switch (principal.kind()) {
            case ANONYMOUS -> false;
            case SERVICE, ROOT -> named(caller) != Hold.NONE;
            case USER -> accounts.contains(caller.account()) && identity(caller) == Hold.ITSELF;
            case ROLE, FEDERATED -> accounts.contains(caller.account()) && identity(caller) == Hold.ITSELF && isBehind(principal);
        };
    }

    private static boolean isSession(Principal principal) {
        return principal.kind() == Kind.ROLE || principal.kind() == Kind.FEDERATED;
    }

    private static Hold closer(Hold one, Hold other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
