package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Policies as they are written: what AWS would say is wrong with one. Whatever passes can be decided by. The order of the
 * checks is AWS's, for of several problems it tells one. Stateless.
 */
public final class PolicyText {

    private PolicyText() {}

    /**
     * What is wrong with a policy, as the message of IAM's MalformedPolicyDocument; empty for nothing. Services that word it
     * otherwise for their resources need only know whether.
     */
    public static Optional<String> check(PolicyKind kind, String json) {
        Optional<Json.Members> document = Json.objectWithoutTwins(json);
        if (document.isEmpty()) {
            return Optional.of(kind == PolicyKind.TRUST ? "This policy contains invalid Json" : PolicySyntax.PROBLEM);
        }
        return check(kind, document.get()).or(() -> Policy.of(kind, json).problem().map(problem -> inWordsOfAws(kind, problem)));
    }

    private static Optional<String> check(PolicyKind kind, Json.Members document) {
        return switch (kind) {
            case TRUST -> TrustChecks.check(document);
            case RESOURCE -> PolicySyntax.check(document).or(() -> PolicyChecks.resource(statements(document)));
            case IDENTITY, SESSION -> PolicySyntax.check(document).or(() -> version(document)).or(() -> PolicyChecks.identity(statements(document)));
        };
    }

    /** What cannot be compiled though it passes: values of conditions, mostly. */
    private static String inWordsOfAws(PolicyKind kind, String problem) {
        return problem.startsWith("Invalid principal") ? problem : kind == PolicyKind.TRUST ? "Syntax error in policy." : PolicySyntax.PROBLEM;
    }

    // AWS: policies of identities must be of the new version; others need not.
    private static Optional<String> version(Json.Members document) {
        return PolicyChecks.problem(document.text("Version").filter("2012-10-17"::equals).isEmpty(),
                "Policy document must be version 2012-10-17 or greater.");
    }

    /** The condition keys that a policy reads, in lower case; none for one that cannot be read. */
    public static Set<String> keys(PolicyKind kind, String json) {
        return Policy.of(kind, json).keys();
    }

    /** The statements of a document whose syntax is right. */
    private static List<Json.Members> statements(Json.Members document) {
        return document.member("Statement").map(Json::list).orElse(List.of()).stream().map(Json.Members.class::cast).toList();
    }

    /** The texts of a member of a statement or of its Not; empty where there is neither. */
    static Optional<List<String>> texts(Json.Members statement, String member) {
        return Stream.of(member, "Not" + member).flatMap(name -> statement.member(name).stream()).findFirst()
                .map(json -> json.list().stream().map(text -> ((Json.Text) text).text()).toList());
    }
}
