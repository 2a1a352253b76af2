package dev.forebay.sns;

import dev.forebay.access.PolicyKind;
import dev.forebay.access.PolicyText;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Arn;
import dev.forebay.identity.Json;
import dev.forebay.identity.ResourcePolicy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A topic's access policy: checked by AWS's rules, kept as it was given, and edited statement by statement. */
final class TopicPolicy {
    private static final String PREFIX = "SNS:";
    private static final String ID = "__default_policy_ID";

    /** AWS: how much a policy may hold. */
    private static final int MAX_BYTES = 30 * 1024;
    private static final int MAX_STATEMENTS = 100;
    private static final int MAX_PRINCIPALS = 200;

    /** What an owner may do by the policy that a new topic has, in AWS's order. */
    private static final List<String> OWNERS_ACTIONS = List.of(
            "GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic", "Subscribe",
            "ListSubscriptionsByTopic", "Publish");

    /** Actions compare without case, as in all policies. AWS: Receive is an action of old policies. No wildcards. */
    private static final Set<String> ACTIONS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        ACTIONS.addAll(OWNERS_ACTIONS);
        ACTIONS.addAll(List.of("GetDataProtectionPolicy", "ListTagsForResource", "PutDataProtectionPolicy", "Receive"));
    }

    private TopicPolicy() {}

    /** The policy of a new topic: its owner, and whoever acts for that account, may do everything. */
    static String standard(String topicArn, String owner) {
        String actions = String.join(",", OWNERS_ACTIONS.stream().map(action -> Json.quoted(PREFIX + action)).toList());
        return "{\"Version\":\"2008-10-17\",\"Id\":\"" + ID + "\",\"Statement\":[{\"Sid\":\"__default_statement_ID\",\"Effect\":\"Allow\","
                + "\"Principal\":{\"AWS\":\"*\"},\"Action\":[" + actions + "],\"Resource\":" + Json.quoted(topicArn)
                + ",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":" + Json.quoted(owner) + "}}}]}";
    }

    /** A policy from outside. */
    static String checked(String policy) {
        ResourcePolicy parsed = parse(policy);
        // AWS: no statement is no policy.
        if (parsed.statements().isEmpty()) {
            throw malformed();
        }
        parsed.statements().forEach(TopicPolicy::check);
        // What could not be decided by would deny everything.
        if (PolicyText.check(PolicyKind.RESOURCE, policy).isPresent()) {
            throw malformed();
        }
        return withinLimits(policy, parsed);
    }

    private static ResourcePolicy parse(String policy) {
        return ResourcePolicy.parse(policy).orElseThrow(TopicPolicy::malformed);
    }

    private static AwsServiceException malformed() {
        return SnsErrors.invalidParameter("Policy Error: null");
    }

    /** What AWS says of policies that are too large is not known. */
    private static String withinLimits(String text, ResourcePolicy policy) {
        if (policy.statements().size() > MAX_STATEMENTS) {
            throw SnsErrors.invalidParameter("Policy Error: more than " + MAX_STATEMENTS + " statements");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw SnsErrors.invalidParameter("Policy Error: more than " + MAX_BYTES + " bytes");
        }
        return text;
    }

    private static void check(Json.Members statement) {
        checkActions(statement);
        statement.member("Principal").ifPresent(TopicPolicy::checkPrincipal);
    }

    private static void checkActions(Json.Members statement) {
        for (String member : List.of("Action", "NotAction")) {
            List<Json> actions = statement.member(member).map(Json::list).orElse(List.of());
            if (!actions.stream().allMatch(action -> action instanceof Json.Text text && isAction(text.text()))) {
                throw outOfScope();
            }
        }
    }

    private static boolean isAction(String text) {
        return text.regionMatches(true, 0, PREFIX, 0, PREFIX.length()) && ACTIONS.contains(text.substring(PREFIX.length()));
    }

    private static AwsServiceException outOfScope() {
        return SnsErrors.invalidParameter("Policy statement action out of service scope!");
    }

    private static void checkPrincipal(Json principal) {
        if (principal.equals(new Json.Text("*"))) {
            return;
        }
        if (!(principal instanceof Json.Members kinds) || kinds.all().isEmpty()) {
            throw malformed();
        }
        int count = kinds.all().values().stream().mapToInt(values -> values.list().size()).sum();
        if (count == 0 || count > MAX_PRINCIPALS) {
            throw malformed();
        }
        List<Json> accounts = kinds.member("AWS").map(Json::list).orElse(List.of());
        checkAccounts(accounts.stream().map(account -> account instanceof Json.Text text ? text.text() : "").toList());
    }

    /** AWS knows who exists; here whoever could exist does. */
    private static void checkAccounts(List<String> accounts) {
        if (!accounts.stream().allMatch(TopicPolicy::isPrincipal)) {
            throw SnsErrors.invalidParameter("Policy Error: PrincipalNotFound");
        }
    }

    private static boolean isPrincipal(String text) {
        return text.equals("*") || AccountId.isValid(text)
                || Arn.parse(text).filter(arn -> AccountId.isValid(arn.account())).isPresent();
    }

    /** The policy with one more statement, as AddPermission makes it. */
    static String add(String policy, String label, List<String> accounts, List<String> actions, String topicArn) {
        ResourcePolicy existing = parse(policy);
        if (existing.has(checkedLabel(label))) {
            throw SnsErrors.invalidParameter("Statement already exists");
        }
        if (actions.isEmpty() || !ACTIONS.containsAll(actions)) {
            throw outOfScope();
        }
        if (accounts.isEmpty() || accounts.size() > MAX_PRINCIPALS || !accounts.stream().allMatch(AccountId::isValid)) {
            throw SnsErrors.invalidParameter("Policy Error: PrincipalNotFound");
        }
        ResourcePolicy extended = existing.allowing(label, accounts, actions.stream().map(PREFIX::concat).toList(), topicArn);
        return withinLimits(extended.toString(), extended);
    }

    private static String checkedLabel(String label) {
        if (label == null || label.isEmpty()) {
            throw SnsErrors.invalidParameter("Label");
        }
        return label;
    }

    /** The policy without a statement; with none at all when it was the last. A label that is not there does no harm. */
    static String remove(String policy, String label) {
        return parse(policy).without(checkedLabel(label)).toString();
    }
}
