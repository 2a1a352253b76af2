package dev.forebay.access;

import dev.forebay.identity.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles the statements of a document; whatever it does not know, it refuses. Stateless but for what the document says of itself. */
final class StatementReader {
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS = Set.of(
            "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    private final PolicyKind kind;
    private final Json.Members document;
    private final boolean variables;

    private StatementReader(PolicyKind kind, Json.Members document, boolean variables) {
        this.kind = kind;
        this.document = document;
        this.variables = variables;
    }

    static StatementReader of(PolicyKind kind, Json.Members document) {
        known(document, MEMBERS);
        String version = document.member("Version").map(StatementReader::text).orElse("2008-10-17");
        return switch (version) {
            case "2008-10-17" -> new StatementReader(kind, document, false); // AWS: has no variables, they are plain text.
            case "2012-10-17" -> new StatementReader(kind, document, true);
            default -> throw new Malformed("no version of the policy language: " + version);
        };
    }

    List<Statement> all() {
        return document.member("Statement").map(Json::list).orElse(List.of()).stream().map(this::statement).toList();
    }

    private Statement statement(Json json) {
        if (!(json instanceof Json.Members statement)) {
            throw new Malformed("a statement must be an object");
        }
        known(statement, STATEMENT_MEMBERS);
        return Statement.of(
                statement.member("Sid").map(StatementReader::text).orElse(""),
                allows(statement),
                principals(statement),
                new Statement.Target(actions(statement), resources(statement)),
                statement.member("Condition").map(condition -> ConditionReader.read(condition, variables)).orElse(List.of()));
    }

    private static boolean allows(Json.Members statement) {
        return switch (statement.member("Effect").map(StatementReader::text).orElse("")) {
            case "Allow" -> true;
            case "Deny" -> false;
            default -> throw new Malformed("an effect must be Allow or Deny");
        };
    }

    private Optional<Principals> principals(Json.Members statement) {
        Optional<String> member = either(statement, "Principal", "NotPrincipal");
        if (member.isPresent() != kind.namesPrincipals()) {
            throw new Malformed(member.isPresent() ? "a policy of an identity must not name principals" : "a statement without principals");
        }
        return member.map(name -> PrincipalReader.read(statement.all().get(name), name.startsWith("Not")));
    }

    private static Actions actions(Json.Members statement) {
        return either(statement, "Action", "NotAction").map(name -> Actions.of(texts(statement, name), name.startsWith("Not")))
                .orElseThrow(() -> new Malformed("a statement without actions"));
    }

    private Resources resources(Json.Members statement) {
        Optional<String> member = either(statement, "Resource", "NotResource");
        if (member.isEmpty() && kind.needsResources()) {
            throw new Malformed("a statement without resources");
        }
        return member.map(name -> Resources.of(texts(statement, name), name.startsWith("Not"), variables)).orElse(Resources.ALL);
    }

    /** Which of two members a statement has; empty for neither. */
    private static Optional<String> either(Json.Members statement, String member, String opposite) {
        if (statement.member(member).isPresent() && statement.member(opposite).isPresent()) {
            throw new Malformed("a statement with " + member + " and " + opposite);
        }
        return statement.member(opposite).isPresent() ? Optional.of(opposite) : statement.member(member).map(json -> member);
    }

    private static List<String> texts(Json.Members statement, String member) {
        return statement.all().get(member).list().stream().map(StatementReader::text).toList();
    }

    private static String text(Json json) {
        if (json instanceof Json.Text(String text)) {
            return text;
        }
        throw new Malformed("not text: " + json);
    }

    private static void known(Json.Members members, Set<String> names) {
        members.all().keySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new Malformed("nothing of a policy: " + name);
        });
    }
}
