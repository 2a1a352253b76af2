package dev.forebay.iam;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRules;
import dev.forebay.access.Refusals;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;

/** What operations of IAM need: the action of their name, on the user, group, role, policy or provider that they name. */
final class IamRules implements AccessRules {
    private static final int FORBIDDEN = 403;

    /** They mean the calling user when they name none. */
    private static final Set<String> OWN = Set.of(
            "GetUser", "CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey", "ListAccessKeys");

    private final Accounts accounts;

    IamRules(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Access> of(Caller caller, String operation, SdkRequest request) {
        requireOwnCredentials(caller.principal());
        AccountState state = accounts.known(caller.account()).map(Account::state).orElse(AccountState.EMPTY);
        IamTarget target = new IamTarget(caller.account(), state, request);
        Optional<Holder> holder = target.holder();
        Map<String, List<String>> keys = new IamKeys(request, holder, target.tagged()).all();
        List<Access> needed = new ArrayList<>();
        needed.add(access(operation, resource(caller, operation, target), caller.account()).with(keys));
        // AWS: a new name needs the permission as the old one does.
        target.renamed().ifPresent(arn -> needed.add(access(operation, arn, caller.account()).with(keys)));
        return needed;
    }

    private static Access access(String operation, String resource, AccountId account) {
        return Access.of("iam:" + operation, resource, account);
    }

    private static String resource(Caller caller, String operation, IamTarget target) {
        return target.arn().orElseGet(() -> OWN.contains(operation) && caller.principal().kind() == Principal.Kind.USER
                ? caller.principal().arn() : "*");
    }

    /** AWS: sessions of users do not reach IAM without a second factor, and federated users do not at all. */
    private static void requireOwnCredentials(Principal who) {
        boolean session = who.kind() == Principal.Kind.USER && who.session().isTemporary() && !who.session().multiFactor();
        if (session || who.kind() == Principal.Kind.FEDERATED) {
            throw Refusals.of("InvalidClientTokenId", FORBIDDEN, "The security token included in the request is invalid");
        }
    }

    @Override
    public RuntimeException refusal(Access access, String message) {
        return Refusals.of("AccessDenied", FORBIDDEN, message);
    }
}
