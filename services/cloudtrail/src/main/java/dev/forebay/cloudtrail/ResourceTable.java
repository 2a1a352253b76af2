package dev.forebay.cloudtrail;

import dev.forebay.identity.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Which members of requests and answers name a resource, and of what type it is. Where several do, all count. */
final class ResourceTable {

    /** By service and member. */
    private static final Map<String, Map<String, Kind>> KINDS = Map.of(
            "sqs", Map.of("QueueUrl", Kind.QUEUE, "QueueName", Kind.QUEUE),
            "sns", Map.of("TopicArn", Kind.TOPIC, "SubscriptionArn", Kind.SUBSCRIPTION, "PlatformApplicationArn", Kind.APPLICATION,
                    "EndpointArn", Kind.ENDPOINT, "TargetArn", Kind.ENDPOINT),
            "kinesis", Map.of("StreamName", Kind.STREAM, "StreamARN", Kind.STREAM, "ConsumerARN", Kind.CONSUMER),
            "dynamodb", Map.of("TableName", Kind.TABLE, "TableArn", Kind.TABLE),
            "monitoring", Map.of("AlarmName", Kind.ALARM, "DashboardName", Kind.DASHBOARD),
            "iam", Map.of("UserName", Kind.USER, "RoleName", Kind.ROLE, "GroupName", Kind.GROUP, "PolicyArn", Kind.POLICY,
                    "AccessKeyId", Kind.ACCESS_KEY, "InstanceProfileName", Kind.INSTANCE_PROFILE),
            "sts", Map.of("RoleArn", Kind.ROLE),
            "kms", Map.of("KeyId", Kind.KEY, "TargetKeyId", Kind.KEY, "SourceKeyId", Kind.KEY, "DestinationKeyId", Kind.KEY,
                    "AliasName", Kind.ALIAS));

    private ResourceTable() {}

    static List<Resource> of(ApiCall call, Caller caller) {
        Map<String, Kind> kinds = KINDS.getOrDefault(call.service(), Map.of());
        Map<String, Resource> found = new LinkedHashMap<>();
        call.request().ifPresent(request -> collect(request, kinds, caller, found));
        call.response().ifPresent(response -> collect(response, kinds, caller, found));
        return new ArrayList<>(found.values());
    }

    private static void collect(SdkPojo object, Map<String, Kind> kinds, Caller caller, Map<String, Resource> found) {
        for (SdkField<?> field : object.sdkFields()) {
            Kind kind = kinds.get(field.memberName());
            if (kind != null && field.getValueOrDefault(object) instanceof String text && !text.isEmpty()) {
                Resource one = kind.resource(Redaction.shortened(text), caller);
                found.putIfAbsent(one.type() + one.arn() + (one.arn().isEmpty() ? one.name() : ""), one);
            }
        }
    }

    /** A type of resources, and how a name becomes an ARN: {@code R} region, {@code A} account, {@code N} name. */
    private enum Kind {
        QUEUE("AWS::SQS::Queue", "arn:aws:sqs:R:A:N"),
        TOPIC("AWS::SNS::Topic", ""),
        SUBSCRIPTION("AWS::SNS::Subscription", ""),
        APPLICATION("AWS::SNS::PlatformApplication", ""),
        ENDPOINT("AWS::SNS::PlatformEndpoint", ""),
        STREAM("AWS::Kinesis::Stream", "arn:aws:kinesis:R:A:stream/N"),
        CONSUMER("AWS::Kinesis::StreamConsumer", ""),
        TABLE("AWS::DynamoDB::Table", "arn:aws:dynamodb:R:A:table/N"),
        ALARM("AWS::CloudWatch::Alarm", "arn:aws:cloudwatch:R:A:alarm:N"),
        DASHBOARD("AWS::CloudWatch::Dashboard", "arn:aws:cloudwatch::A:dashboard/N"),
        USER("AWS::IAM::User", "arn:aws:iam::A:user/N"),
        ROLE("AWS::IAM::Role", "arn:aws:iam::A:role/N"),
        GROUP("AWS::IAM::Group", "arn:aws:iam::A:group/N"),
        POLICY("AWS::IAM::Policy", ""),
        ACCESS_KEY("AWS::IAM::AccessKey", ""),
        INSTANCE_PROFILE("AWS::IAM::InstanceProfile", "arn:aws:iam::A:instance-profile/N"),
        KEY("AWS::KMS::Key", "arn:aws:kms:R:A:key/N"),
        ALIAS("AWS::KMS::Alias", "arn:aws:kms:R:A:N");

        private final String type;
        private final String pattern;

        Kind(String type, String pattern) {
            this.type = type;
            this.pattern = pattern;
        }

        Resource resource(String text, Caller caller) {
            String arn = text.startsWith("arn:") ? text : Optional.of(pattern)
                    .filter(some -> !some.isEmpty() && !(this == KEY && text.startsWith("alias/")))
                    .map(some -> filled(some, caller) + name(text)).orElse("");
            return new Resource(type, name(text), arn);
        }

        /** The part before the name. */
        private static String filled(String pattern, Caller caller) {
            String head = pattern.substring(0, pattern.length() - 1);
            return head.replace(":R:", ":" + caller.region() + ":").replace(":A:", ":" + caller.account() + ":");
        }

        /** A queue's URL ends in its name. */
        private String name(String text) {
            return this == QUEUE && text.indexOf('/') >= 0 ? text.substring(text.lastIndexOf('/') + 1) : text;
        }
    }
}
