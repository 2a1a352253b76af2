package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.identity.Caller;
import java.time.InstantSource;

/**
 * The one decision: whether a caller may do one thing, by its own policies, its permissions boundary, its session's policies
 * and the resource's. Fails closed: what nothing allows is denied, and so is what a policy that cannot be read may have
 * denied. Any thread, on every request; parses nothing that it saw before.
 */
public final class Decider {
    private final Identities identities;
    private final InstantSource time;
    private final Case.Compiler compiler = Case.Compiler.fresh();

    public Decider(Identities identities, InstantSource time) {
        this.identities = identities;
        this.time = time;
    }

    /** Decides, and explains a denial. */
    public Decision decide(Caller caller, Access access) {
        Case subject = of(caller, access);
        Reason reason = subject.verdict().reason();
        return reason == Reason.ALLOWED ? Decision.ALLOWED
                : new Decision(reason, Sentences.notAuthorized(caller, access, reason), Explainer.explain(subject, reason));
    }

    private Case of(Caller caller, Access access) {
        Attached attached = switch (caller.principal().kind()) {
            case USER, ROLE, FEDERATED -> identities.of(caller);
            case ROOT, SERVICE, ANONYMOUS -> Attached.NOTHING;
        };
        Context context = new CallContext(caller, access, attached.tags(), time.instant());
        return new Case(caller, access, attached, Question.of(caller, access, context), compiler);
    }
}
