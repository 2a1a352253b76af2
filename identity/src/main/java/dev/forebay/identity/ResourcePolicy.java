package dev.forebay.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The access policy of a queue, a topic or the like: well-formed, and edited statement by statement. What services
 * differ in (actions, limits, the words of refusals) is theirs. As a string it is the policy's JSON. Immutable.
 *
 * @param version    of the policy language
 * @param id         empty for none
 * @param statements in order
 */
public record ResourcePolicy(String version, String id, List<Json.Members> statements) {
    private static final String OLD_VERSION = "2008-10-17";
    private static final Set<String> VERSIONS = Set.of(OLD_VERSION, "2012-10-17");
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS = Set.of(
            "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    public ResourcePolicy {
        statements = List.copyOf(statements);
    }

    /** A policy that says nothing yet; AWS gives those that it makes the old version. */
    public static ResourcePolicy empty(String id) {
        return new ResourcePolicy(OLD_VERSION, id, List.of());
    }

    /** Reads a policy; empty when the text is none, or has a member twice. A policy may have no statements: whether it must is the service's matter. */
    public static Optional<ResourcePolicy> parse(String text) {
        return Json.objectWithoutTwins(text).filter(ResourcePolicy::isPolicy).map(policy -> new ResourcePolicy(
                policy.text("Version").orElse(OLD_VERSION),
                policy.text("Id").orElse(""),
                statements(policy).stream().map(Json.Members.class::cast).toList()));
    }

    private static boolean isPolicy(Json.Members policy) {
        return MEMBERS.containsAll(policy.all().keySet())
                && policy.member("Version").map(version -> version instanceof Json.Text text && VERSIONS.contains(text.text())).orElse(true)
                && statements(policy).stream().allMatch(ResourcePolicy::isStatement);
    }

    /** A policy with one statement needs no list. */
    private static List<Json> statements(Json.Members policy) {
        return policy.member("Statement").map(Json::list).orElse(List.of());
    }

    private static boolean isStatement(Json json) {
        return json instanceof Json.Members statement
                && STATEMENT_MEMBERS.containsAll(statement.all().keySet())
                && statement.text("Effect").filter(Set.of("Allow", "Deny")::contains).isPresent()
                && has(statement, "Principal", "NotPrincipal")
                && has(statement, "Action", "NotAction")
                && has(statement, "Resource", "NotResource");
    }

    /** One of the two, and not both. */
    private static boolean has(Json.Members statement, String member, String opposite) {
        return statement.member(member).isPresent() != statement.member(opposite).isPresent();
    }

    /** Whether a statement has that label, its Sid. */
    public boolean has(String label) {
        return statements.stream().anyMatch(statement -> isLabelled(statement, label));
    }

    /**
     * The policy with one more statement, as AddPermission makes it: the root principals of some accounts may take some
     * actions, named as in policies ({@code SQS:SendMessage}), on a resource.
     */
    public ResourcePolicy allowing(String label, List<String> accounts, List<String> actions, String resourceArn) {
        Map<String, Json> statement = new LinkedHashMap<>();
        statement.put("Sid", new Json.Text(label));
        statement.put("Effect", new Json.Text("Allow"));
        Json roots = oneOrMore(accounts.stream().map(account -> "arn:aws:iam::" + account + ":root"));
        statement.put("Principal", new Json.Members(Map.of("AWS", roots)));
        statement.put("Action", oneOrMore(actions.stream()));
        statement.put("Resource", new Json.Text(resourceArn));
        return withStatements(Stream.concat(statements.stream(), Stream.of(new Json.Members(statement))).toList());
    }

    /** AWS: a list of one is written as its element. */
    private static Json oneOrMore(Stream<String> texts) {
        List<Json> all = texts.<Json>map(Json.Text::new).toList();
        return all.size() == 1 ? all.getFirst() : new Json.Items(all);
    }

    /** The policy without the statements of that label. */
    public ResourcePolicy without(String label) {
        return withStatements(statements.stream().filter(statement -> !isLabelled(statement, label)).toList());
    }

    private ResourcePolicy withStatements(List<Json.Members> others) {
        return new ResourcePolicy(version, id, others);
    }

    private static boolean isLabelled(Json.Members statement, String label) {
        return statement.text("Sid").filter(label::equals).isPresent();
    }

    @Override
    public String toString() {
        return "{\"Version\":" + Json.quoted(version) + (id.isEmpty() ? "" : ",\"Id\":" + Json.quoted(id))
                + ",\"Statement\":" + statements.stream().map(Json.Members::toString).collect(Collectors.joining(",", "[", "]")) + "}";
    }
}
