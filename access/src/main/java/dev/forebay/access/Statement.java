package dev.forebay.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One statement of a policy, compiled. Immutable.
 *
 * @param id         its Sid; empty for none
 * @param allows     whether it allows, or denies
 * @param principals whom it is about; in policies of identities empty
 * @param ambiguous  those of the keys that it reads that can mean several tags of a call
 */
record Statement(String id, boolean allows, Optional<Principals> principals, Actions actions, Resources resources, List<Condition> conditions,
        List<String> ambiguous) {

    Statement {
        conditions = List.copyOf(conditions);
        ambiguous = List.copyOf(ambiguous);
    }

    /** A statement, once compiled. */
    static Statement of(String id, boolean allows, Optional<Principals> principals, Target target, List<Condition> conditions) {
        List<String> ambiguous = keys(target.resources, conditions).stream().filter(Twins::canBe).distinct().toList();
        return new Statement(id, allows, principals, target.actions, target.resources, conditions, ambiguous);
    }

    /** What it allows or denies, and on what. */
    record Target(Actions actions, Resources resources) {}

    /** How far it speaks of a call: of one with twins among its tags, one that allows must speak of all of them, one that denies of any. */
    Match match(Question question) {
        if (!actions.include(question.action())) {
            return Match.OTHER_ACTION;
        }
        if (ambiguous.isEmpty()) {
            return matchOne(question);
        }
        return decisive(question).map(this::matchOne).orElse(allows ? Match.CONDITION_FAILS : Match.APPLIES);
    }

    /** The question about those twins that decide; empty for too many. */
    private Optional<Question> decisive(Question question) {
        List<Question> ways = Twins.ways(question.context(), ambiguous).stream().map(question::with).toList();
        return ways.stream().filter(way -> (matchOne(way) == Match.APPLIES) != allows).findFirst().or(() -> ways.stream().findFirst());
    }

    private Match matchOne(Question question) {
        if (!resources.include(question.resource(), question.context(), allows)) {
            return Match.OTHER_RESOURCE;
        }
        if (hold(question) == Hold.NONE) {
            return Match.OTHER_PRINCIPAL;
        }
        return failing(question) < 0 ? Match.APPLIES : Match.CONDITION_FAILS;
    }

    /** How closely it means the caller: as closely as can be where the policy is the caller's own. */
    Hold hold(Question question) {
        if (principals.isEmpty()) {
            return Hold.ITSELF;
        }
        return allows
                ? principals.get().hold(question.caller())
                : principals.get().reach(question.caller()) ? Hold.ITSELF : Hold.NONE;
    }

    /** The first condition that does not hold; negative when all do. */
    private int failing(Question question) {
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holds(question.context(), allows)) {
                return i;
            }
        }
        return -1;
    }

    /** Why it does not apply, or that it does, for the operator. */
    String explain(Question question) {
        return switch (match(question)) {
            case APPLIES -> allows ? "allows" : "denies";
            case OTHER_ACTION -> "is about other actions";
            case OTHER_RESOURCE -> "is about other resources";
            case OTHER_PRINCIPAL -> "is about other principals";
            case CONDITION_FAILS -> "would " + (allows ? "allow" : "deny") + ", but not when " + decisive(question).map(this::explainFailure).orElse("it has too many tags whose names differ by case only");
        };
    }

    private String explainFailure(Question question) {
        return conditions.get(failing(question)).explain(question.context());
    }

    /** The condition keys that it reads, in lower case. */
    List<String> keys() {
        return keys(resources, conditions);
    }

    private static List<String> keys(Resources resources, List<Condition> conditions) {
        List<String> keys = new ArrayList<>();
        resources.patterns().forEach(pattern -> keys.addAll(pattern.keys()));
        conditions.forEach(condition -> keys.addAll(condition.keys()));
        return keys;
    }

    /** How far a statement speaks of a call. */
    enum Match { APPLIES, OTHER_ACTION, OTHER_RESOURCE, OTHER_PRINCIPAL, CONDITION_FAILS }
}
