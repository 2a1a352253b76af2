package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether a policy can be the trust of a role, in the order and the words of IAM, which has others here than elsewhere. */
final class TrustChecks {
    private static final Set<String> ACTIONS = Set.of("sts:assumerole", "sts:assumerolewithsaml", "sts:assumerolewithwebidentity",
            "sts:tagsession", "sts:setsourceidentity", "sts:setcontext");
    private static final Set<String> KINDS = Set.of("AWS", "Service", "Federated");

    private TrustChecks() {}

    /** The first problem; the document need be nothing but JSON. */
    static Optional<String> check(Json.Members document) {
        List<Json> statements = document.member("Statement").map(Json::list).orElse(List.of());
        if (!document.member("Version").map(version -> Set.of("2008-10-17", "2012-10-17").contains(text(version))).orElse(true)) {
            return Optional.of("The policy must contain a valid version string");
        } else if (statements.isEmpty()) {
            return Optional.of("Could not parse the policy: Statement is empty!");
        } else if (!statements.stream().allMatch(Json.Members.class::isInstance)) {
            return Optional.of("Syntax error in policy.");
        }
        List<Json.Members> all = statements.stream().map(Json.Members.class::cast).toList();
        return all.stream().flatMap(statement -> statement(statement).stream()).findFirst()
                .or(() -> PolicyChecks.problem(!PolicyChecks.haveUniqueSids(all), "The Statement Ids in the policy are not unique"));
    }

    private static Optional<String> statement(Json.Members statement) {
        return effect(statement).or(() -> principal(statement)).or(() -> actions(statement))
                .or(() -> PolicyChecks.problem(statement.member("Resource").isPresent(), "Has prohibited field Resource"))
                .or(() -> PolicyChecks.problem(statement.member("NotResource").isPresent(), "AssumeRole policy must not contain resources."));
    }

    private static Optional<String> effect(Json.Members statement) {
        return switch (statement.member("Effect").map(TrustChecks::text).orElse("")) {
            case "" -> Optional.of("Missing required field Effect");
            case "Allow", "Deny" -> Optional.empty();
            case String other -> Optional.of("Invalid effect: " + other);
        };
    }

    private static Optional<String> principal(Json.Members statement) {
        if (statement.member("NotPrincipal").isPresent()) {
            return Optional.of(statement.text("Effect").filter("Allow"::equals).isPresent()
                    ? "Allow with NotPrincipal is not allowed." : "AssumeRole policy must not contain NotPrincipal field.");
        }
        Optional<Json> principal = statement.member("Principal");
        if (principal.isEmpty()) {
            return Optional.of("Missing required field Principal");
        } else if (!(principal.get() instanceof Json.Members kinds)) {
            return Optional.of("Principal must be a JSON object.");
        } else if (kinds.all().isEmpty()) {
            return Optional.of("Missing required field Principal cannot be empty!");
        } else {
            return kinds.all().keySet().stream().filter(kind -> !KINDS.contains(kind)).findFirst().map(kind -> "Invalid principal in policy: \"" + kind + "\"");
        }
    }

    private static Optional<String> actions(Json.Members statement) {
        List<Json> actions = statement.member("Action").or(() -> statement.member("NotAction")).map(Json::list).orElse(List.of());
        if (actions.isEmpty()) {
            return Optional.of("Missing required field Action");
        }
        return PolicyChecks.problem(!actions.stream().allMatch(action -> ACTIONS.contains(text(action).toLowerCase(Locale.ROOT))),
                "AssumeRole policy may only specify STS AssumeRole actions.");
    }

    private static String text(Json json) {
        return json instanceof Json.Text(String text) ? text : json.toString();
    }
}
