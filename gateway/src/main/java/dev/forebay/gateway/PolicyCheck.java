package dev.forebay.gateway;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRules;
import dev.forebay.access.Refusals;
import dev.forebay.gateway.AccessGate.Denial;
import dev.forebay.identity.AuthenticationRefused;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Authorization in enforced mode: everything that a call does must be allowed, and what nobody can tell is refused. Refusals are
 * logged, without what was in the request. Safe for threads.
 */
final class PolicyCheck implements Authorizer {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyCheck.class);

    /** AWS: what needs no signature; whoever calls shows something else, such as the token out of a message. */
    private static final Set<String> NEED_NO_SIGNATURE = Set.of(
            "sns.ConfirmSubscription", "sns.Unsubscribe", "sts.AssumeRoleWithWebIdentity", "sts.AssumeRoleWithSAML");

    private final Map<String, AccessRules> rules;
    private final AccessGate gate;

    PolicyCheck(Map<String, AccessRules> rules, AccessGate gate) {
        this.rules = Map.copyOf(rules);
        this.gate = gate;
    }

    @Override
    public void authorize(Caller caller, Asked asked, SdkRequest request) {
        AccessRules known = rules.get(asked.service());
        if (known == null) {
            throw withoutRules(caller, asked);
        }
        List<Access> needed = known.of(caller, asked.operation(), request);
        if (needed.isEmpty() && isAnonymous(caller) && !NEED_NO_SIGNATURE.contains(asked.service() + "." + asked.operation())) {
            throw Authenticator.awsError(AuthenticationRefused.missingToken());
        }
        if (needed.isEmpty()) {
            authorizeFree(caller, asked, request, known);
        }
        for (Access access : needed) {
            Optional<Denial> denial = gate.denial(caller, access);
            if (denial.isPresent()) {
                throw refused(caller, asked, access, denial.get(), known);
            }
        }
    }

    /** Who brings another proof than a signature is told in the service's words, too: to sign would not help. */
    private void authorizeFree(Caller caller, Asked asked, SdkRequest request, AccessRules known) {
        Access access = Access.of(asked.service() + ":" + asked.operation(), known.subject(request), caller.account());
        gate.denialOfFree(caller, access).ifPresent(denial -> {
            log(asked, denial);
            throw known.refusal(access, denial.message());
        });
    }

    private static void log(Asked asked, Denial denial) {
        LOG.info("request {} denied: {}", asked.requestId(), denial.explanation());
    }

    private static boolean isAnonymous(Caller caller) {
        return caller.principal().kind() == Principal.Kind.ANONYMOUS;
    }

    private static RuntimeException withoutRules(Caller caller, Asked asked) {
        LOG.info("request {} denied: {} may not {}:{}, for the service tells nobody what it needs",
                asked.requestId(), caller.principal().arn(), asked.service(), asked.operation());
        return Refusals.accessDenied("User: " + caller.principal().arn() + " is not authorized to perform: " + asked.service() + ":"
                + asked.operation() + " because this server has no rules for the service");
    }

    private static RuntimeException refused(Caller caller, Asked asked, Access access, Denial denial, AccessRules rules) {
        log(asked, denial);
        return isAnonymous(caller) ? Authenticator.awsError(AuthenticationRefused.missingToken()) : rules.refusal(access, denial.message());
    }
}
