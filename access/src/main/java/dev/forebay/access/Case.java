package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Principal.Kind;
import java.util.List;

/**
 * One call with all that there is to decide about it.
 *
 * @param attached the caller's own policies
 */
record Case(Caller caller, Access access, Attached attached, Question question, Compiler compiler) {

    Verdict verdict() {
        return new Verdict(caller, access, identity(), boundary(), session(), resource());
    }

    private Voice identity() {
        Voice voice = Voice.SILENT;
        List<Named> policies = attached.policies();
        for (int i = 0; i < policies.size() && voice != Voice.BROKEN; i++) {
            voice = Voice.louder(voice, compiler.ofIdentities().of(policies.get(i).json()).voice(question));
        }
        return voice;
    }

    private Voice boundary() {
        return attached.boundary().isPresent() ? compiler.ofIdentities().of(attached.boundary().get().json()).voice(question) : Voice.ALLOWS;
    }

    // AWS: several session policies allow what any of them does; a federated user without one may do nothing by itself.
    private Voice session() {
        List<String> policies = caller.principal().session().policies();
        Voice voice = policies.isEmpty() && caller.principal().kind() != Kind.FEDERATED ? Voice.ALLOWS : Voice.SILENT;
        for (int i = 0; i < policies.size(); i++) {
            voice = Voice.louder(voice, compiler.ofIdentities().of(policies.get(i)).voice(question));
        }
        return voice;
    }

    private Voice resource() {
        String policy = access.side().policy();
        return policy.isEmpty() ? Voice.SILENT : compiler.ofResources().of(policy).voice(question);
    }

    /** Compiled policies of both sides. */
    record Compiler(PolicyCache ofIdentities, PolicyCache ofResources) {

        static Compiler fresh() {
            return new Compiler(new PolicyCache(PolicyKind.IDENTITY), new PolicyCache(PolicyKind.RESOURCE));
        }
    }
}
