package dev.forebay.iam;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.Refusals;
import dev.forebay.access.RuleTable;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** What operations of IAM need: the action of their name, on the user, group, role, policy or provider that they name. */
final class IamAccess implements RuleTable {
    private static final int FORBIDDEN = 403;

    private final Accounts accounts;
    private final Map<String, AccessRule> rules;

    IamAccess(Accounts accounts) {
        this.accounts = accounts;
        rules = RuleTable.of(Stream.of(IamSubject.values()).flatMap(subject -> subject.operations.stream().map(operation -> rule(subject, operation))));
    }

    private AccessRule rule(IamSubject subject, String operation) {
        String action = "iam:" + operation;
        return new AccessRule(operation, List.of(action), subject.words, IamKeys.told(subject, operation),
                (caller, request) -> needs(caller, subject, action, request));
    }

    private List<Access> needs(Caller caller, IamSubject subject, String action, SdkRequest request) {
        AccountState state = accounts.known(caller.account()).map(Account::state).orElse(AccountState.EMPTY);
        IamTarget target = new IamTarget(subject, caller.account(), state, request);
        Map<String, List<String>> keys = new IamKeys(request, target.holder(), target.tagged()).all();
        String resource = target.arn().orElseGet(() -> unnamed(caller.principal(), subject));
        // AWS: a new name needs the permission as the old one does.
        return Stream.concat(Stream.of(resource), target.renamed().stream())
                .map(arn -> Access.of(action, arn, caller.account()).with(keys)).toList();
    }

    private static String unnamed(Principal who, IamSubject subject) {
        return subject.meansCaller() && who.kind() == Principal.Kind.USER ? who.arn() : "*";
    }

    @Override
    public List<Access> of(Caller caller, String operation, SdkRequest request) {
        requireOwnCredentials(caller.principal());
        return RuleTable.super.of(caller, operation, request);
    }

    /** AWS: sessions of users do not reach IAM without a second factor, and federated users do not at all. */
    private static void requireOwnCredentials(Principal who) {
        boolean session = who.kind() == Principal.Kind.USER && who.session().isTemporary() && !who.session().multiFactor();
        if (session || who.kind() == Principal.Kind.FEDERATED) {
            throw Refusals.of("InvalidClientTokenId", FORBIDDEN, "The security token included in the request is invalid");
        }
    }

    @Override
    public String service() {
        return "iam";
    }

    @Override
    public Map<String, AccessRule> rules() {
        return rules;
    }

    @Override
    public RuntimeException refusal(Access access, String message) {
        return Refusals.of("AccessDenied", FORBIDDEN, message);
    }
}
