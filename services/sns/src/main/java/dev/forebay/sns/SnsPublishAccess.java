package dev.forebay.sns;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.identity.Caller;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.PublishBatchRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What publishing needs: one action for topics, mobile endpoints and phones. */
final class SnsPublishAccess {
    private static final String PUBLISH = "sns:Publish";

    private final SnsAccess topics;

    SnsPublishAccess(SnsAccess topics) {
        this.topics = topics;
    }

    Stream<AccessRule> rules() {
        return Stream.of(
                new AccessRule("Publish", List.of(PUBLISH), "topic, endpoint, or the phone number, which only `*` matches", SnsTopicAccess.KEYS,
                        this::publish),
                new AccessRule("PublishBatch", List.of(PUBLISH), "topic", SnsTopicAccess.KEYS, this::publishBatch));
    }

    private List<Access> publish(Caller caller, SdkRequest request) {
        PublishRequest asked = (PublishRequest) request;
        if (asked.topicArn() != null) {
            return onTopic(caller, asked.topicArn(), "TopicArn");
        }
        if (asked.targetArn() == null) {
            return List.of(Access.of(PUBLISH, phone(asked), caller.account()));
        }
        return asked.targetArn().contains(":endpoint/")
                ? List.of(SnsPlatformAccess.onEndpoint(PUBLISH, asked.targetArn(), "TargetArn"))
                : onTopic(caller, asked.targetArn(), "TargetArn");
    }

    /** AWS: the number itself stands for the resource. */
    private static String phone(PublishRequest asked) {
        if (asked.phoneNumber() == null) {
            throw SnsErrors.invalidParameter("TopicArn or TargetArn Reason: no value for required parameter");
        }
        // A text that patterns of ARNs could match would be no number.
        return asked.phoneNumber().startsWith("arn:") ? "*" : asked.phoneNumber();
    }

    private List<Access> publishBatch(Caller caller, SdkRequest request) {
        return onTopic(caller, ((PublishBatchRequest) request).topicArn(), "TopicArn");
    }

    private List<Access> onTopic(Caller caller, String arn, String parameter) {
        return List.of(topics.on(caller, TopicId.checked(arn, parameter, caller.region()), PUBLISH));
    }
}
