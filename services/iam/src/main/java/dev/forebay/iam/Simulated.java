package dev.forebay.iam;

import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.access.PolicyKind;
import dev.forebay.access.PolicyText;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whose calls are simulated: what it has, and what the request adds.
 *
 * @param caller as policies see it
 */
record Simulated(Caller caller, Attached attached) {

    /** Nobody in particular, with policies that the request gives. */
    static Simulated custom(IamContext context, List<String> policies, List<String> boundaries, String callerArn) {
        return new Simulated(caller(context, callerArn == null ? "arn:aws:iam::" + context.account().id() + ":user/simulated" : callerArn),
                new Attached(inputs("PolicyInputList", policies), boundary(boundaries), Map.of()));
    }

    /** A user, group or role of the account, with what it has and what the request adds. */
    static Simulated principal(IamContext context, String sourceArn, List<String> policies, List<String> boundaries, String callerArn) {
        AccountState state = context.account().shown();
        Attached own = attached(context, state, Checks.required("policySourceArn", sourceArn));
        List<Named> all = new ArrayList<>(own.policies());
        all.addAll(inputs("PolicyInputList", policies));
        return new Simulated(caller(context, callerArn == null ? sourceArn : callerArn),
                new Attached(all, boundary(boundaries).or(own::boundary), own.tags()));
    }

    private static Attached attached(IamContext context, AccountState state, String arn) {
        AccountId account = context.account().id();
        return Usage.holders(state).filter(holder -> holder.arn(account).equals(arn)).findFirst().map(holder -> switch (holder) {
            case IamUser user -> IamIdentities.user(context.account(), state, user.id());
            case IamRole role -> IamIdentities.role(context.account(), state, role.id());
            case IamGroup group -> new Attached(IamIdentities.policies(account, state, group), Optional.empty(), Map.of());
        }).orElseThrow(() -> Arn.parse(arn).filter(parsed -> parsed.service().equals("iam")).isPresent()
                ? IamErrors.noSuchEntity("The policy source " + arn + " cannot be found.")
                : IamErrors.invalidInput("Invalid Entity Arn: " + arn + " does not clearly define entity type and name."));
    }

    private static List<Named> inputs(String list, List<String> documents) {
        documents.forEach(document -> PolicyText.check(PolicyKind.IDENTITY, document).ifPresent(problem -> {
            throw IamErrors.invalidInput(problem);
        }));
        return IntStream.range(0, documents.size()).mapToObj(i -> new Named(list + "." + (i + 1), documents.get(i))).toList();
    }

    /** AWS: one at most. */
    private static Optional<Named> boundary(List<String> documents) {
        if (documents.size() > 1) {
            throw IamErrors.invalidInput("A simulation has one permissions boundary at most.");
        }
        return inputs("PermissionsBoundaryPolicyInputList", documents).stream().findFirst();
    }

    private static Caller caller(IamContext context, String text) {
        Arn arn = Arn.parse(text).orElseThrow(() -> IamErrors.invalidInput("ARN " + text + " is not valid."));
        AccountId account = AccountId.isValid(arn.account()) ? new AccountId(arn.account()) : context.account().id();
        boolean role = arn.resource().startsWith("role/");
        Session session = role ? new Session("", text, Optional.empty(), Optional.empty(), false, List.of(), Map.of(), "") : Session.NONE;
        Principal principal = new Principal(role ? Principal.Kind.ROLE : Principal.Kind.USER, text, "simulated", session);
        return new Caller(account, context.caller().region(), principal, context.caller().origin());
    }

    /** The condition keys that its policies read. */
    List<String> keys() {
        return Stream.concat(attached.policies().stream(), attached.boundary().stream())
                .flatMap(policy -> PolicyText.keys(PolicyKind.IDENTITY, policy.json()).stream()).distinct().sorted().toList();
    }
}
