package dev.forebay.iam;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policies that AWS manages, as far as they are about what is served here. Names are AWS's; what they allow is told in the actions
 * of the services here, and nothing of others.
 */
final class AwsManagedPolicies {
    static final String PREFIX = "arn:aws:iam::aws:policy/";

    /** 2015-02-06, when most of them came. */
    private static final long CREATED = 1_423_180_800_000L;
    private static final int ID_LENGTH = 17;

    private static final Map<String, ManagedPolicy> ALL = new TreeMap<>(Stream.of(
            policy("AdministratorAccess", "*"),
            policy("ReadOnlyAccess", "cloudtrail:Describe*", "cloudtrail:Get*", "cloudtrail:List*", "cloudtrail:LookupEvents",
                    "cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*",
                    "dynamodb:BatchGetItem", "dynamodb:Describe*", "dynamodb:Get*", "dynamodb:List*", "dynamodb:PartiQLSelect", "dynamodb:Query",
                    "dynamodb:Scan", "iam:Generate*", "iam:Get*", "iam:List*", "iam:Simulate*", "kinesis:Describe*", "kinesis:Get*", "kinesis:List*",
                    "kms:Describe*", "kms:Get*", "kms:List*", "sns:Check*", "sns:Get*", "sns:List*", "sqs:Get*", "sqs:List*", "sqs:Receive*",
                    "sts:GetAccessKeyInfo", "sts:GetCallerIdentity", "sts:GetSessionToken"),
            policy("AmazonSQSFullAccess", "sqs:*"),
            policy("AmazonSQSReadOnlyAccess", "sqs:GetQueueAttributes", "sqs:GetQueueUrl", "sqs:ListDeadLetterSourceQueues", "sqs:ListQueues",
                    "sqs:ListMessageMoveTasks", "sqs:ListQueueTags"),
            policy("AmazonSNSFullAccess", "sns:*"),
            policy("AmazonSNSReadOnlyAccess", "sns:GetTopicAttributes", "sns:List*", "sns:CheckIfPhoneNumberIsOptedOut", "sns:GetEndpointAttributes",
                    "sns:GetDataProtectionPolicy", "sns:GetPlatformApplicationAttributes", "sns:GetSMSAttributes", "sns:GetSMSSandboxAccountStatus",
                    "sns:GetSubscriptionAttributes"),
            policy("AmazonKinesisFullAccess", "kinesis:*"),
            policy("AmazonKinesisReadOnlyAccess", "kinesis:Get*", "kinesis:List*", "kinesis:Describe*"),
            policy("AmazonDynamoDBFullAccess", "dynamodb:*", "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData",
                    "cloudwatch:GetMetricStatistics", "cloudwatch:ListMetrics"),
            policy("CloudWatchFullAccess", "cloudwatch:*", "sns:*", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole"),
            policy("IAMFullAccess", "iam:*"),
            policy("AWSKeyManagementServicePowerUser", "kms:CreateAlias", "kms:CreateKey", "kms:DeleteAlias", "kms:Describe*",
                    "kms:GenerateRandom", "kms:Get*", "kms:List*", "kms:TagResource", "kms:UntagResource", "iam:ListGroups", "iam:ListRoles",
                    "iam:ListUsers"))
            .collect(Collectors.toMap(policy -> PREFIX + policy.name(), policy -> policy)));

    private AwsManagedPolicies() {}

    static Optional<ManagedPolicy> find(String arn) {
        return Optional.ofNullable(ALL.get(arn));
    }

    static Collection<ManagedPolicy> all() {
        return ALL.values();
    }

    private static ManagedPolicy policy(String name, String... actions) {
        String quoted = Stream.of(actions).map(action -> '"' + action + '"').collect(Collectors.joining(","));
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
                + quoted + "],\"Resource\":\"*\"}]}";
        return ManagedPolicy.created(new Naming(name, "/", id(name), CREATED), "", document, Tags.NONE);
    }

    /** The same in every server: the name's letters, filled up. */
    private static String id(String name) {
        String letters = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        return "ANPA" + (letters + "A".repeat(ID_LENGTH)).substring(0, ID_LENGTH);
    }

    /** The ARN of a policy of AWS. */
    static String arn(ManagedPolicy policy) {
        return PREFIX + policy.name();
    }

    /** Whether it is one of these, and not an account's of the same name. */
    static boolean contains(ManagedPolicy policy) {
        return ALL.get(arn(policy)) == policy;
    }
}
