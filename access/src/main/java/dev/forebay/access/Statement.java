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
 */
record Statement(String id, boolean allows, Optional<Principals> principals, Actions actions, Resources resources, List<Condition> conditions) {

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** How far it speaks of a call. */
    Match match(Question question) {
        if (!actions.include(question.action())) {
            return Match.OTHER_ACTION;
        }
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
            case CONDITION_FAILS -> "would " + (allows ? "allow" : "deny") + ", but not when " + conditions.get(failing(question)).explain(question.context());
        };
    }

    /** The condition keys that it reads, in lower case. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        resources.patterns().forEach(pattern -> keys.addAll(pattern.keys()));
        conditions.forEach(condition -> keys.addAll(condition.keys()));
        return keys;
    }

    /** How far a statement speaks of a call. */
    enum Match { APPLIES, OTHER_ACTION, OTHER_RESOURCE, OTHER_PRINCIPAL, CONDITION_FAILS }
}
