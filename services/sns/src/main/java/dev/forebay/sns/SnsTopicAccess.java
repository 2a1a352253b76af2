package dev.forebay.sns;

import dev.forebay.access.Access;
import dev.forebay.access.AccessRule;
import dev.forebay.access.ConditionKeys;
import dev.forebay.identity.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.model.*;

/** What the operations on topics as wholes need. */
final class SnsTopicAccess {
    private static final String TOPIC = "topic";
    static final List<String> KEYS = List.of(ConditionKeys.RESOURCE_TAG);
    private static final List<String> TAGGING_KEYS =
            List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.REQUEST_TAG, ConditionKeys.TAG_KEYS);

    private final SnsAccess topics;

    SnsTopicAccess(SnsAccess topics) {
        this.topics = topics;
    }

    Stream<AccessRule> rules() {
        return Stream.concat(sharedRules(), ownersRules());
    }

    private Stream<AccessRule> sharedRules() {
        return Stream.of(
                shared("DeleteTopic", DeleteTopicRequest.class, DeleteTopicRequest::topicArn),
                shared("GetTopicAttributes", GetTopicAttributesRequest.class, GetTopicAttributesRequest::topicArn),
                shared("SetTopicAttributes", SetTopicAttributesRequest.class, SetTopicAttributesRequest::topicArn),
                shared("AddPermission", AddPermissionRequest.class, AddPermissionRequest::topicArn),
                shared("RemovePermission", RemovePermissionRequest.class, RemovePermissionRequest::topicArn),
                shared("GetDataProtectionPolicy", GetDataProtectionPolicyRequest.class, GetDataProtectionPolicyRequest::resourceArn),
                shared("PutDataProtectionPolicy", PutDataProtectionPolicyRequest.class, PutDataProtectionPolicyRequest::resourceArn),
                shared("ListSubscriptionsByTopic", ListSubscriptionsByTopicRequest.class, ListSubscriptionsByTopicRequest::topicArn),
                new AccessRule("ListTagsForResource", List.of("sns:ListTagsForResource"), TOPIC, KEYS, (caller, request) -> List.of(
                        topics.on(caller, tagged(((ListTagsForResourceRequest) request).resourceArn()), "sns:ListTagsForResource"))));
    }

    private <R> AccessRule shared(String operation, Class<R> type, Function<R, String> arn) {
        String action = SnsAccess.PREFIX + operation;
        return new AccessRule(operation, List.of(action), TOPIC, KEYS, (caller, request) -> List.of(
                topics.on(caller, TopicId.checked(arn.apply(type.cast(request)), "TopicArn", caller.region()), action)));
    }

    private Stream<AccessRule> ownersRules() {
        return Stream.of(
                new AccessRule("CreateTopic", List.of("sns:CreateTopic", "sns:TagResource"), TOPIC + "; `sns:TagResource` with tags",
                        TAGGING_KEYS, this::create),
                new AccessRule("TagResource", List.of("sns:TagResource"), TOPIC, TAGGING_KEYS, this::tag),
                new AccessRule("UntagResource", List.of("sns:UntagResource"), TOPIC,
                        List.of(ConditionKeys.RESOURCE_TAG, ConditionKeys.TAG_KEYS), this::untag),
                new AccessRule("ListTopics", List.of("sns:ListTopics"), SnsPhoneAccess.ALL, List.of(),
                        (caller, _) -> List.of(SnsAccess.onAll(caller, "sns:ListTopics"))));
    }

    /** AWS: tags on the way need the right to tag. */
    private List<Access> create(Caller caller, SdkRequest request) {
        CreateTopicRequest asked = (CreateTopicRequest) request;
        TopicId id = new TopicId(caller.account(), caller.region(), new TopicName(asked.name()));
        Map<String, String> tags = map(asked.tags());
        Access create = topics.owned(caller, id, "sns:CreateTopic");
        return tags.isEmpty()
                ? List.of(create)
                : List.of(tagging(create, tags), tagging(topics.owned(caller, id, "sns:TagResource"), tags));
    }

    private List<Access> tag(Caller caller, SdkRequest request) {
        TagResourceRequest asked = (TagResourceRequest) request;
        return List.of(tagging(topics.owned(caller, tagged(asked.resourceArn()), "sns:TagResource"), map(asked.tags())));
    }

    private static Access tagging(Access access, Map<String, String> tags) {
        return access.with(ConditionKeys.of(access.keys()).withTags(tags).map());
    }

    private static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new HashMap<>();
        tags.forEach(tag -> map.put(String.valueOf(tag.key()), tag.value()));
        return map;
    }

    private List<Access> untag(Caller caller, SdkRequest request) {
        UntagResourceRequest asked = (UntagResourceRequest) request;
        Access access = topics.owned(caller, tagged(asked.resourceArn()), "sns:UntagResource");
        return List.of(access.with(ConditionKeys.of(access.keys()).with(ConditionKeys.TAG_KEYS, asked.tagKeys()).map()));
    }

    private static TopicId tagged(String arn) {
        return TopicId.fromArn(String.valueOf(arn)).orElseThrow(() -> SnsErrors.resourceNotFound("Resource does not exist"));
    }
}
