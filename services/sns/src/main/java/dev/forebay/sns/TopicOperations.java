package dev.forebay.sns;

import dev.forebay.identity.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.model.*;

/** The operations on topics as wholes: their life, attributes, tags and permissions. */
final class TopicOperations {
    private static final int PAGE = 100;

    private final SnsService service;
    private final Caller caller;

    TopicOperations(SnsService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    CreateTopicResponse create(CreateTopicRequest request) {
        Map<String, String> attributes = request.attributes();
        boolean fifo = refusing(() -> TopicAttributes.wantsFifo(attributes));
        TopicId id = new TopicId(caller.account(), caller.region(), TopicName.checked(request.name(), fifo));
        Map<String, String> tags = TopicTags.checked(Map.of(), request.tags());
        String protection = request.dataProtectionPolicy() == null ? "" : DataProtectionPolicy.checked(request.dataProtectionPolicy());
        Topic topic = refusing(() -> service.catalog().create(id, attributes, tags, protection));
        return CreateTopicResponse.builder().topicArn(topic.arn()).build();
    }

    /** AWS: words the refusal of one attribute among several so. */
    static <T> T refusing(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (AttributeRefused refused) {
            throw SnsErrors.invalidParameter("Attributes Reason: " + refused.getMessage());
        }
    }

    /** AWS: a topic that is not there is deleted, and that is no error. */
    DeleteTopicResponse delete(DeleteTopicRequest request) {
        TopicId id = TopicId.checked(request.topicArn(), "TopicArn", caller.region());
        service.catalog().get(id).ifPresentOrElse(topic -> {
            if (topic.attributes().archivePolicy().isPresent()) {
                throw SnsErrors.error(InvalidStateException.builder(), "InvalidState",
                        "Topic has a message archive policy: remove it before you delete the topic", 400);
            }
            service.catalog().delete(topic, service.desk(), service.feeds());
        }, () -> service.catalog().settle(id));
        return DeleteTopicResponse.builder().build();
    }

    ListTopicsResponse list(ListTopicsRequest request) {
        String after = request.nextToken() == null ? "" : PageToken.read(request.nextToken()).text();
        List<software.amazon.awssdk.services.sns.model.Topic> page = service.catalog().list(caller.account(), caller.region(), after).stream()
                .limit(PAGE + 1L)
                .map(topic -> software.amazon.awssdk.services.sns.model.Topic.builder().topicArn(topic.arn()).build())
                .toList();
        service.catalog().settle();
        if (page.size() <= PAGE) {
            return ListTopicsResponse.builder().topics(page).build();
        }
        String last = page.get(PAGE - 1).topicArn();
        return ListTopicsResponse.builder()
                .topics(page.subList(0, PAGE))
                .nextToken(new PageToken(last.substring(last.lastIndexOf(':') + 1), 0).write())
                .build();
    }

    GetTopicAttributesResponse attributes(GetTopicAttributesRequest request) {
        Topic topic = topic(request.topicArn());
        TopicAttributes attributes = topic.attributes();
        Map<String, String> shown = new LinkedHashMap<>(attributes.stored());
        shown.put("TopicArn", topic.arn());
        shown.put("Owner", topic.id().account().value());
        shown.putIfAbsent("DisplayName", "");
        shown.putIfAbsent("Policy", topic.policy());
        shown.put("EffectiveDeliveryPolicy", DeliveryPolicy.effectiveOfTopic(attributes.text(TopicSetting.DELIVERY_POLICY)));
        Roster.Counts counts = topic.roster().counts();
        shown.put("SubscriptionsConfirmed", Integer.toString(counts.confirmed()));
        shown.put("SubscriptionsPending", Integer.toString(counts.pending()));
        shown.put("SubscriptionsDeleted", Integer.toString(counts.deleted()));
        if (topic.isFifo()) {
            shown.put(TopicAttributes.TYPE, "true");
            shown.putIfAbsent("ContentBasedDeduplication", "false");
        }
        if (attributes.archivePolicy().isPresent()) {
            topic.log().oldest().ifPresent(time -> shown.put("BeginningArchiveTime", java.time.Instant.ofEpochMilli(time).toString()));
        }
        topic.settle();
        return GetTopicAttributesResponse.builder().attributes(shown).build();
    }

    SetTopicAttributesResponse setAttribute(SetTopicAttributesRequest request) {
        Topic topic = topic(request.topicArn());
        String value = request.attributeValue() == null ? "" : request.attributeValue();
        if (request.attributeName().equals(TopicAttributes.TYPE)) {
            throw SnsErrors.invalidParameter("AttributeName");
        }
        try {
            service.catalog().update(topic, record -> record.withAttributes(record.attributes().with(Map.of(request.attributeName(), value))));
        } catch (AttributeRefused refused) {
            throw SnsErrors.invalidParameter(refused.getMessage());
        }
        return SetTopicAttributesResponse.builder().build();
    }

    TagResourceResponse tag(TagResourceRequest request) {
        Topic topic = tagged(request.resourceArn());
        service.catalog().update(topic, record -> record.withTags(TopicTags.checked(record.tags(), request.tags())));
        return TagResourceResponse.builder().build();
    }

    UntagResourceResponse untag(UntagResourceRequest request) {
        Topic topic = tagged(request.resourceArn());
        service.catalog().update(topic, record -> record.withTags(TopicTags.without(record.tags(), request.tagKeys())));
        return UntagResourceResponse.builder().build();
    }

    ListTagsForResourceResponse tags(ListTagsForResourceRequest request) {
        Topic topic = tagged(request.resourceArn());
        List<Tag> tags = topic.record().tags().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build()).toList();
        topic.settle();
        return ListTagsForResourceResponse.builder().tags(tags).build();
    }

    private Topic tagged(String arn) {
        return TopicId.fromArn(arn).flatMap(service.catalog()::get)
                .orElseThrow(() -> SnsErrors.resourceNotFound("Resource does not exist"));
    }

    AddPermissionResponse addPermission(AddPermissionRequest request) {
        Topic topic = topic(request.topicArn());
        service.catalog().update(topic, record -> withPolicy(record,
                TopicPolicy.add(topic.policy(record), request.label(), request.awsAccountIds(), request.actionNames(), topic.arn())));
        return AddPermissionResponse.builder().build();
    }

    RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        Topic topic = topic(request.topicArn());
        service.catalog().update(topic, record -> withPolicy(record, TopicPolicy.remove(topic.policy(record), request.label())));
        return RemovePermissionResponse.builder().build();
    }

    private static TopicRecord withPolicy(TopicRecord record, String policy) {
        return record.withAttributes(record.attributes().with(Map.of(TopicSetting.POLICY.aws, policy)));
    }

    GetDataProtectionPolicyResponse dataProtection(GetDataProtectionPolicyRequest request) {
        Topic topic = topic(request.resourceArn());
        String policy = topic.record().dataProtectionPolicy();
        topic.settle();
        return GetDataProtectionPolicyResponse.builder().dataProtectionPolicy(policy.isEmpty() ? null : policy).build();
    }

    PutDataProtectionPolicyResponse putDataProtection(PutDataProtectionPolicyRequest request) {
        Topic topic = topic(request.resourceArn());
        String policy = DataProtectionPolicy.checked(request.dataProtectionPolicy());
        service.catalog().update(topic, record -> record.withDataProtectionPolicy(policy));
        return PutDataProtectionPolicyResponse.builder().build();
    }

    private Topic topic(String arn) {
        return service.catalog().find(TopicId.checked(arn, "TopicArn", caller.region()));
    }
}
