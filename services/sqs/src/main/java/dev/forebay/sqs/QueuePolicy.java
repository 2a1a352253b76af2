package dev.forebay.sqs;

import dev.forebay.access.PolicyKind;
import dev.forebay.access.PolicyText;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.ResourcePolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A queue's access policy: checked for its form, kept as it was given, and edited statement by statement. */
final class QueuePolicy {
    private static final String PREFIX = "SQS:";

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
        ResourcePolicy parsed = parse(policy);
        if (parsed.statements().isEmpty() || policy.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw SqsErrors.invalidAttributeValue("Policy");
        }
        checkStatementCount(parsed.statements().size());
        // What could not be decided by would deny everything.
        if (PolicyText.check(PolicyKind.RESOURCE, policy).isPresent()) {
            throw SqsErrors.invalidAttributeValue("Policy");
        }
        return policy;
    }

    private static ResourcePolicy parse(String policy) {
        return ResourcePolicy.parse(policy).orElseThrow(() -> SqsErrors.invalidAttributeValue("Policy"));
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
        ResourcePolicy existing = policy.isEmpty() ? ResourcePolicy.empty(queueArn + "/SQSDefaultPolicy") : parse(policy);
        if (existing.has(label)) {
            throw SqsErrors.invalidParameter(label, "Label", "Already exists.");
        }
        checkStatementCount(existing.statements().size() + 1);
        return existing.allowing(label, accounts, actions.stream().map(PREFIX::concat).toList(), queueArn).toString();
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
        return SqsErrors.invalidParameter(PREFIX + action, "ActionName", OWNERS_ACTIONS.contains(action)
                ? "Only the queue owner is allowed to invoke this action."
                : "Please refer to the appropriate WSDL for a list of valid actions. ");
    }

    /** The policy without a statement; empty when none is left. */
    static String remove(String policy, String label) {
        checkLabel(label);
        ResourcePolicy existing = policy.isEmpty() ? ResourcePolicy.empty("") : parse(policy);
        if (!existing.has(label)) {
            throw SqsErrors.invalidParameter(label, "Label", "can't find label.");
        }
        ResourcePolicy left = existing.without(label);
        return left.statements().isEmpty() ? "" : left.toString();
    }
}
