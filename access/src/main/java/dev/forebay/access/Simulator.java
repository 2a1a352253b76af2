package dev.forebay.access;

import dev.forebay.access.Identities.Attached;
import dev.forebay.access.Identities.Named;
import dev.forebay.access.Simulation.Matched;
import dev.forebay.access.Simulation.Outcome;
import dev.forebay.identity.Caller;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the decision would be, by policies that need not be anybody's: the core of SimulatePrincipalPolicy and
 * SimulateCustomPolicy. Stateless; any thread.
 */
public final class Simulator {
    private final InstantSource time;

    public Simulator(InstantSource time) {
        this.time = time;
    }

    /** Decides one simulated call. */
    public Outcome simulate(Simulation simulation) {
        Case subject = of(simulation);
        Verdict verdict = subject.verdict();
        Optional<Boolean> boundary = simulation.boundary().map(policy -> verdict.boundary() == Voice.ALLOWS);
        return new Outcome(verdict.reason(), matched(subject), missing(subject, simulation), boundary);
    }

    private Case of(Simulation simulation) {
        Caller caller = simulation.caller();
        Access access = simulation.access();
        Attached attached = new Attached(simulation.policies(), simulation.boundary(), simulation.tags());
        Context call = new CallContext(caller, access, simulation.tags(), time.instant());
        Context context = key -> simulation.context().containsKey(key) ? simulation.context().get(key) : call.values(key);
        return new Case(caller, access, attached, Question.of(caller, access, context), Case.Compiler.fresh());
    }

    private static List<Matched> matched(Case subject) {
        List<Matched> matched = new ArrayList<>();
        for (Named policy : own(subject)) {
            add(matched, PolicyKind.IDENTITY, policy, subject);
        }
        resource(subject).ifPresent(policy -> add(matched, PolicyKind.RESOURCE, policy, subject));
        return matched;
    }

    private static void add(List<Matched> matched, PolicyKind kind, Named named, Case subject) {
        Policy policy = Policy.of(kind, named.json());
        List<Place> places = Place.ofStatements(named.json());
        for (int statement : policy.applying(subject.question())) {
            matched.add(new Matched(named.name(), kind, places.get(2 * statement), places.get(2 * statement + 1)));
        }
    }

    /** The keys that policies ask for and the call does not have, in lower case. */
    private static List<String> missing(Case subject, Simulation simulation) {
        Set<String> keys = new LinkedHashSet<>();
        own(subject).forEach(policy -> keys.addAll(Policy.of(PolicyKind.IDENTITY, policy.json()).keys()));
        resource(subject).ifPresent(policy -> keys.addAll(Policy.of(PolicyKind.RESOURCE, policy.json()).keys()));
        keys.removeIf(key -> simulation.context().containsKey(key) || !subject.question().context().values(key).isEmpty());
        return List.copyOf(keys);
    }

    private static List<Named> own(Case subject) {
        return Stream.concat(subject.attached().policies().stream(), subject.attached().boundary().stream()).toList();
    }

    private static Optional<Named> resource(Case subject) {
        String policy = subject.access().side().policy();
        return policy.isEmpty() ? Optional.empty() : Optional.of(new Named("ResourcePolicy", policy));
    }
}
