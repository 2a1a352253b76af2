package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** A queue's access policy: checked for its form, kept as it was given, and edited statement by statement. */
final class QueuePolicy {
    private static final String OLD_VERSION = "2008-10-17";
    private static final Set<String> VERSIONS = Set.of(OLD_VERSION, "2012-10-17");
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_MEMBERS = Set.of(
            "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition");

    /** AWS: how much a policy may hold. */
    private static final int MAX_BYTES = 8_192;
    private static final int MAX_STATEMENTS = 20;
    private static final int MAX_ACTIONS = 7;
    private static final int MAX_LABEL = 80;

    private static final Set<String> ACTIONS = Set.of(
            "*", "SendMessage", "SendMessageBatch", "ReceiveMessage", "DeleteMessage", "DeleteMessageBatch",
            "ChangeMessageVisibility", "ChangeMessageVisibilityBatch", "GetQueueAttributes", "GetQueueUrl",
            "ListDeadLetterSourceQueues", "PurgeQueue");
    private static final Set<String> OWNERS_ACTIONS = Set.of(
            "AddPermission", "CancelMessageMoveTask", "CreateQueue", "DeleteQueue", "ListMessageMoveTasks", "ListQueues",
            "ListQueueTags", "RemovePermission", "SetQueueAttributes", "StartMessageMoveTask", "TagQueue", "UntagQueue");

    private QueuePolicy() {}

    /** A policy from outside; empty for none. */
    static String checked(String policy) {
        if (policy.isEmpty()) {
            return "";
        }
        JsonNode node = parse(policy);
        boolean wellFormed = policy.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && MEMBERS.containsAll(node.asObject().keySet())
                && node.field("Version").map(version -> version.isString() && VERSIONS.contains(version.text())).orElse(true)
                && !statements(node).isEmpty()
                && statements(node).stream().allMatch(QueuePolicy::isStatement);
        if (!wellFormed) {
            throw SqsErrors.invalidAttributeValue("Policy");
        }
        checkStatementCount(statements(node).size());
        return policy;
    }

    private static JsonNode parse(String policy) {
        return Json.object(policy).orElseThrow(() -> SqsErrors.invalidAttributeValue("Policy"));
    }

    private static boolean isStatement(JsonNode node) {
        return node.isObject()
                && STATEMENT_MEMBERS.containsAll(node.asObject().keySet())
                && Json.text(node, "Effect").filter(Set.of("Allow", "Deny")::contains).isPresent()
                && has(node, "Principal", "NotPrincipal")
                && has(node, "Action", "NotAction")
                && has(node, "Resource", "NotResource");
    }

    /** One of the two, and not both. */
    private static boolean has(JsonNode statement, String member, String opposite) {
        return statement.field(member).isPresent() != statement.field(opposite).isPresent();
    }

    private static void checkStatementCount(int count) {
        if (count > MAX_STATEMENTS) {
            throw SqsErrors.overLimit(count + " statements were found in the submitted policy, max allowed is " + MAX_STATEMENTS);
        }
    }

    /** The policy with one more statement, as AddPermission makes it. */
    static String add(String policy, String label, List<String> accounts, List<String> actions, String queueArn) {
        checkLabel(label);
        checkAccounts(accounts);
        checkActions(actions);
        Optional<JsonNode> old = old(policy);
        List<JsonNode> existing = old.map(QueuePolicy::statements).orElse(List.of());
        if (existing.stream().anyMatch(statement -> isLabelled(statement, label))) {
            throw SqsErrors.invalidParameter(label, "Label", "Already exists.");
        }
        checkStatementCount(existing.size() + 1);
        List<String> statements = new ArrayList<>(existing.stream().map(JsonText::of).toList());
        statements.add("{\"Sid\":" + Json.quoted(label) + ",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + list(accounts.stream().map(account -> "arn:aws:iam::" + account + ":root"))
                + "},\"Action\":" + list(actions.stream().map(action -> "SQS:" + action))
                + ",\"Resource\":" + Json.quoted(queueArn) + "}");
        return write(old, queueArn + "/SQSDefaultPolicy", statements);
    }

    private static void checkLabel(String label) {
        if (label == null) {
            throw SqsErrors.missingParameter("Label");
        }
        if (label.isEmpty() || label.length() > MAX_LABEL || !label.chars().allMatch(QueueName::isNameCharacter)) {
            throw SqsErrors.invalidParameter(label, "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
    }

    private static void checkAccounts(List<String> accounts) {
        if (accounts.isEmpty() || !accounts.stream().allMatch(AccountId::isValid)) {
            throw SqsErrors.invalidParameter(accounts, "PrincipalId", "Unable to verify.");
        }
    }

    private static void checkActions(List<String> actions) {
        if (actions.isEmpty()) {
            throw SqsErrors.missingParameter("Actions");
        }
        if (actions.size() > MAX_ACTIONS) {
            throw SqsErrors.overLimit(actions.size() + " Actions were found, maximum allowed is " + MAX_ACTIONS + ".");
        }
        actions.stream().filter(action -> !ACTIONS.contains(action)).findFirst().ifPresent(action -> {
            throw invalidAction(action);
        });
    }

    private static AwsServiceException invalidAction(String action) {
        return SqsErrors.invalidParameter("SQS:" + action, "ActionName", OWNERS_ACTIONS.contains(action)
                ? "Only the queue owner is allowed to invoke this action."
                : "Please refer to the appropriate WSDL for a list of valid actions. ");
    }

    /** The policy without a statement; empty when none is left. */
    static String remove(String policy, String label) {
        checkLabel(label);
        Optional<JsonNode> old = old(policy);
        List<JsonNode> existing = old.map(QueuePolicy::statements).orElse(List.of());
        List<String> left = existing.stream().filter(statement -> !isLabelled(statement, label)).map(JsonText::of).toList();
        if (left.size() == existing.size()) {
            throw SqsErrors.invalidParameter(label, "Label", "can't find label.");
        }
        return left.isEmpty() ? "" : write(old, "", left);
    }

    private static Optional<JsonNode> old(String policy) {
        return policy.isEmpty() ? Optional.empty() : Optional.of(parse(policy));
    }

    private static boolean isLabelled(JsonNode statement, String label) {
        return Json.text(statement, "Sid").filter(label::equals).isPresent();
    }

    private static List<JsonNode> statements(JsonNode policy) {
        return policy.field("Statement").map(Json::list).orElse(List.of());
    }

    /** An old policy keeps its version and id; a new one has AWS's. */
    private static String write(Optional<JsonNode> old, String newId, List<String> statements) {
        String version = old.flatMap(policy -> Json.text(policy, "Version")).orElse(OLD_VERSION);
        String id = old.isEmpty() ? newId : Json.text(old.get(), "Id").orElse("");
        return "{\"Version\":" + Json.quoted(version) + (id.isEmpty() ? "" : ",\"Id\":" + Json.quoted(id))
                + ",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    /** AWS: a list of one is written as its element. */
    private static String list(Stream<String> texts) {
        List<String> quoted = texts.map(Json::quoted).toList();
        return quoted.size() == 1 ? quoted.getFirst() : quoted.stream().collect(Collectors.joining(",", "[", "]"));
    }
}
