package dev.forebay.sns;

import java.util.List;

/** Which messages a subscription wants: a filter policy, read and checked. Immutable; it does not keep its text. */
final class FilterPolicy {
    private final FilterScope scope;
    private final FilterRule[] rules;

    FilterPolicy(FilterScope scope, List<FilterRule> rules) {
        this.scope = scope;
        this.rules = rules.toArray(FilterRule[]::new);
    }

    /** Reads a policy; the exception says what AWS would say of it. */
    static FilterPolicy parse(String json, FilterScope scope) throws FilterPolicyRefused {
        return FilterPolicyReader.read(json, scope);
    }

    /** Whether a text takes a subscription's policy away. AWS: an empty object does, as does nothing at all. */
    static boolean isNone(String json) {
        return json.isBlank() || json.strip().startsWith("{") && json.strip().substring(1).strip().equals("}");
    }

    FilterScope scope() {
        return scope;
    }

    /** Any of them suffices. Not to be changed. */
    FilterRule[] rules() {
        return rules;
    }

    /** Evaluates the policy plainly. Who has many policies for one message asks a {@link FilterIndex} instead. */
    boolean matches(FilterEvent event) {
        FilterTree tree = event.values(scope);
        if (tree == FilterTree.EMPTY) {
            return false;
        }
        for (FilterRule rule : rules) {
            if (rule.matches(tree)) {
                return true;
            }
        }
        return false;
    }
}
