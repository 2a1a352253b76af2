package dev.forebay.access;

import dev.forebay.access.Explanation.Line;
import dev.forebay.access.Identities.Named;
import java.util.ArrayList;
import java.util.List;

/** Tells the operator what every policy says of a call that was denied. Of one thread, for one call. */
final class Explainer {
    private final Case subject;
    private final List<Line> lines = new ArrayList<>();

    private Explainer(Case subject) {
        this.subject = subject;
    }

    static Explanation explain(Case subject, Reason reason) {
        return new Explainer(subject).explain(reason);
    }

    private Explanation explain(Reason reason) {
        Access access = subject.access();
        String call = subject.caller().principal().arn() + ", " + access.action() + " on " + access.resource();
        lines.add(new Line(call, "", "denied:" + reason.because(access.action())));
        subject.attached().policies().forEach(policy -> addOwn("identity-based policy ", policy));
        subject.attached().boundary().ifPresent(policy -> addOwn("permissions boundary ", policy));
        List<String> session = subject.caller().principal().session().policies();
        for (int i = 0; i < session.size(); i++) {
            addOwn("session policy ", new Named(Integer.toString(i + 1), session.get(i)));
        }
        if (access.side().policy().isEmpty()) {
            lines.add(new Line("resource-based policy", "", "is not there"));
        } else {
            add("resource-based policy", subject.compiler().ofResources().of(access.side().policy()));
        }
        return new Explanation(lines);
    }

    private void addOwn(String sort, Named policy) {
        add(sort + policy.name(), subject.compiler().ofIdentities().of(policy.json()));
    }

    private void add(String name, Policy policy) {
        policy.problem().ifPresent(problem -> lines.add(new Line(name, "", "cannot be read, so it denies: " + problem)));
        for (int i = 0; i < policy.statements().size(); i++) {
            Statement statement = policy.statements().get(i);
            String id = statement.id().isEmpty() ? "" : " (" + statement.id() + ")";
            lines.add(new Line(name, "statement " + (i + 1) + id, statement.explain(subject.question()) + delegation(statement)));
        }
    }

    private String delegation(Statement statement) {
        boolean delegates = statement.allows() && statement.match(subject.question()) == Statement.Match.APPLIES
                && statement.hold(subject.question()) == Hold.ACCOUNT;
        return delegates ? " the caller's account, whose policies must allow it too" : "";
    }
}
