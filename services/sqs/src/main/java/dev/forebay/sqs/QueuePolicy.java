package dev.forebay.sqs;

import dev.forebay.identity.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** A queue's access policy: checked for its form, kept as it was given, and edited statement by statement. */
final class QueuePolicy {
    private static final int MAX_ACTIONS = 7;
    private static final int MAX_LABEL = 80;
    private static final List<String> ACTIONS = List.of(
            "*", "SendMessage", "ReceiveMessage", "DeleteMessage", "ChangeMessageVisibility", "GetQueueAttributes", "GetQueueUrl",
            "ListDeadLetterSourceQueues", "PurgeQueue");

    private QueuePolicy() {}

    /** A policy from outside; empty for none. */
    static String checked(String policy) {
        if (policy.isEmpty()) {
            return "";
        }
        JsonNode node = Json.object(policy, "Policy");
        JsonNode statements = node.field("Statement").orElseThrow(() -> SqsErrors.invalidAttributeValue("Policy"));
        if (!statements.isArray() && !statements.isObject()) {
            throw SqsErrors.invalidAttributeValue("Policy");
        }
        for (JsonNode statement : statements(node)) {
            boolean whole = statement.isObject()
                    && statement.field("Effect").filter(JsonNode::isString).map(JsonNode::text).filter(List.of("Allow", "Deny")::contains).isPresent()
                    && (statement.field("Principal").isPresent() || statement.field("NotPrincipal").isPresent())
                    && (statement.field("Action").isPresent() || statement.field("NotAction").isPresent());
            if (!whole) {
                throw SqsErrors.invalidAttributeValue("Policy");
            }
        }
        return policy;
    }

    /** The policy with one more statement, as AddPermission makes it. */
    static String add(String policy, String label, List<String> accounts, List<String> actions, String queueArn) {
        checkLabel(label);
        List<JsonNode> existing = policy.isEmpty() ? List.of() : statements(Json.object(policy, "Policy"));
        if (existing.stream().anyMatch(statement -> label.equals(Json.text(statement, "Sid").orElse("")))) {
            throw SqsErrors.invalidParameter(label, "Label", "Already exists.");
        }
        if (actions.size() > MAX_ACTIONS) {
            throw SqsErrors.overLimitBecause(actions.size() + " Actions were found, maximum allowed is 7.");
        }
        for (String account : accounts) {
            if (!AccountId.isValid(account)) {
                throw SqsErrors.invalidParameter(
                        account, "PrincipalId", "Unable to verify.");
            }
        }
        for (String action : actions) {
            if (!ACTIONS.contains(action)) {
                throw SqsErrors.invalidParameter("SQS:" + action, "ActionName",
                        "Only the queue owner is allowed to invoke this action.");
            }
        }
        String statement = "{\"Sid\":" + Json.quoted(label) + ",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                + list(accounts.stream().map(account -> "arn:aws:iam::" + account + ":root").toList())
                + "},\"Action\":" + list(actions.stream().map(action -> "SQS:" + action).toList())
                + ",\"Resource\":" + Json.quoted(queueArn) + "}";
        List<String> statements = new ArrayList<>(existing.stream().map(JsonText::of).toList());
        statements.add(statement);
        return policy(policy, statements, queueArn);
    }

    /** The policy without a statement; empty when none is left. */
    static String remove(String policy, String label) {
        checkLabel(label);
        JsonNode node = policy.isEmpty() ? null : Json.object(policy, "Policy");
        List<JsonNode> existing = node == null ? List.of() : statements(node);
        List<String> left = existing.stream()
                .filter(statement -> !label.equals(Json.text(statement, "Sid").orElse("")))
                .map(JsonText::of)
                .toList();
        if (left.size() == existing.size()) {
            throw SqsErrors.invalidParameter(label, "Label", "can't find label on existing policy");
        }
        return left.isEmpty() ? "" : policy(policy, left, "");
    }

    private static String policy(String old, List<String> statements, String queueArn) {
        String version = "2008-10-17";
        String id = queueArn + "/SQSDefaultPolicy";
        if (!old.isEmpty()) {
            JsonNode node = Json.object(old, "Policy");
            version = Json.text(node, "Version").orElse(version);
            id = Json.text(node, "Id").orElse("");
        }
        return "{\"Version\":" + Json.quoted(version) + (id.isEmpty() ? "" : ",\"Id\":" + Json.quoted(id))
                + ",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static void checkLabel(String label) {
        if (label.isEmpty() || label.length() > MAX_LABEL || !label.chars().allMatch(QueueName::isNameCharacter)) {
            throw SqsErrors.invalidParameter(label, "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
    }

    private static List<JsonNode> statements(JsonNode policy) {
        return policy.field("Statement").map(node -> node.isArray() ? node.asArray() : List.of(node)).orElse(List.of());
    }

    /** AWS: a list of one is written as its element. */
    private static String list(List<String> texts) {
        return texts.size() == 1
                ? Json.quoted(texts.getFirst())
                : texts.stream().map(Json::quoted).collect(Collectors.joining(",", "[", "]"));
    }
}
