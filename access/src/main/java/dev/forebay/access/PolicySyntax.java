package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a document has the members of a policy, each of the right sort: AWS's first check. */
final class PolicySyntax {
    static final String PROBLEM = "Syntax errors in policy.";

    private static final Set<Json> VERSIONS = Set.of(new Json.Text("2012-10-17"), new Json.Text("2008-10-17"));
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS = Set.of(
            "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");
    private static final List<String> LISTS = List.of("Action", "NotAction", "Resource", "NotResource");

    private PolicySyntax() {}

    static Optional<String> check(Json.Members document) {
        return isDocument(document) && statements(document).stream().allMatch(PolicySyntax::isStatement)
                ? Optional.empty() : Optional.of(PROBLEM);
    }

    private static boolean isDocument(Json.Members document) {
        return MEMBERS.containsAll(document.all().keySet())
                && isText(document, "Id")
                && document.member("Version").map(VERSIONS::contains).orElse(true)
                && !statements(document).isEmpty();
    }

    private static List<Json> statements(Json.Members document) {
        return document.member("Statement").map(Json::list).orElse(List.of());
    }

    private static boolean isStatement(Json json) {
        return json instanceof Json.Members statement
                && STATEMENT_MEMBERS.containsAll(statement.all().keySet())
                && isText(statement, "Sid")
                && statement.text("Effect").filter(effect -> effect.equalsIgnoreCase("Allow") || effect.equalsIgnoreCase("Deny")).isPresent()
                && notBoth(statement, "Action") && notBoth(statement, "Resource") && notBoth(statement, "Principal")
                && LISTS.stream().allMatch(member -> isTexts(statement, member))
                && statement.member("Condition").map(PolicySyntax::isCondition).orElse(true)
                && isPrincipal(statement, "Principal") && isPrincipal(statement, "NotPrincipal");
    }

    private static boolean isText(Json.Members members, String member) {
        return members.member(member).map(Json.Text.class::isInstance).orElse(true);
    }

    private static boolean notBoth(Json.Members statement, String member) {
        return statement.member(member).isEmpty() || statement.member("Not" + member).isEmpty();
    }

    private static boolean isTexts(Json.Members statement, String member) {
        return statement.member(member).map(json -> json.list().stream().allMatch(Json.Text.class::isInstance)).orElse(true);
    }

    private static boolean isPrincipal(Json.Members statement, String member) {
        return statement.member(member).map(json -> json.equals(new Json.Text("*"))
                || json instanceof Json.Members kinds && kinds.all().values().stream()
                        .allMatch(values -> values.list().stream().allMatch(Json.Text.class::isInstance))).orElse(true);
    }

    // AWS: an operator that there is not is none of its business while it has no keys.
    private static boolean isCondition(Json json) {
        return json instanceof Json.Members operators && operators.all().entrySet().stream().allMatch(operator ->
                operator.getValue() instanceof Json.Members keys
                        && keys.all().values().stream().allMatch(PolicySyntax::areValues)
                        && (keys.all().isEmpty() || Operator.named(ConditionReader.bare(operator.getKey())).isPresent()));
    }

    private static boolean areValues(Json values) {
        return values.list().stream().allMatch(value -> value instanceof Json.Text || value instanceof Json.Bare bare && !bare.spelling().equals("null"));
    }
}
