package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether the statements of a policy make sense, in the order and the words of IAM. */
final class PolicyChecks {
    private static final String LEGACY = "The policy failed legacy parsing";

    private PolicyChecks() {}

    /** A policy of an identity or a session. */
    static Optional<String> identity(List<Json.Members> statements) {
        return problem(!haveLegalTerms(statements) || ResourceChecks.haveGaps(statements), LEGACY)
                .or(() -> problem(statements.stream().anyMatch(PolicyChecks::namesPrincipal), "Policy document should not specify a principal."))
                .or(() -> sids(statements))
                .or(() -> problem(!contain(statements, "Action"), "Policy statement must contain actions."))
                .or(() -> ResourceChecks.check(statements))
                .or(() -> first(statements, "Action", ActionChecks::problem))
                .or(() -> problem(!contain(statements, "Resource"), "Policy statement must contain resources."));
    }

    /** A policy of a resource. Services differ in which actions and resources theirs may name. */
    static Optional<String> resource(List<Json.Members> statements) {
        return problem(!haveLegalTerms(statements), LEGACY)
                .or(() -> problem(!statements.stream().allMatch(PolicyChecks::namesPrincipal), "Missing required field Principal"))
                .or(() -> sids(statements))
                .or(() -> problem(!contain(statements, "Action"), "Policy statement must contain actions."))
                .or(() -> first(statements, "Action", ActionChecks::problem));
    }

    /** Effects in the right case, and dates that are dates. */
    private static boolean haveLegalTerms(List<Json.Members> statements) {
        return statements.stream().allMatch(statement ->
                statement.text("Effect").filter(effect -> effect.equals("Allow") || effect.equals("Deny")).isPresent()
                        && statement.member("Condition").map(PolicyChecks::datesParse).orElse(true));
    }

    private static boolean datesParse(Json condition) {
        return ((Json.Members) condition).all().entrySet().stream()
                .filter(operator -> ConditionReader.bare(operator.getKey()).startsWith("Date"))
                .flatMap(operator -> ((Json.Members) operator.getValue()).all().values().stream())
                .flatMap(values -> values.list().stream())
                .allMatch(value -> Dates.parse(value instanceof Json.Text(String text) ? text : value.toString()).isPresent());
    }

    private static boolean namesPrincipal(Json.Members statement) {
        return statement.member("Principal").isPresent() || statement.member("NotPrincipal").isPresent();
    }

    private static Optional<String> sids(List<Json.Members> statements) {
        return problem(!haveUniqueSids(statements), "Statement IDs (SID) in a single policy must be unique.");
    }

    static boolean haveUniqueSids(List<Json.Members> statements) {
        Set<String> seen = new HashSet<>();
        return statements.stream().flatMap(statement -> statement.text("Sid").stream()).filter(sid -> !sid.isEmpty()).allMatch(seen::add);
    }

    /** Whether every statement has a member, or its Not, and something in it. */
    private static boolean contain(List<Json.Members> statements, String member) {
        return statements.stream().map(statement -> PolicyText.texts(statement, member))
                .allMatch(texts -> texts.isPresent() && !texts.get().isEmpty());
    }

    /** The first problem with any of the texts of a member. */
    static Optional<String> first(List<Json.Members> statements, String member, Function<String, Optional<String>> problem) {
        return statements.stream().flatMap(statement -> PolicyText.texts(statement, member).stream())
                .flatMap(List::stream).flatMap(text -> problem.apply(text).stream()).findFirst();
    }

    static Optional<String> problem(boolean found, String message) {
        return found ? Optional.of(message) : Optional.empty();
    }
}
