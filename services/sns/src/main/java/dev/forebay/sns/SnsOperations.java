package dev.forebay.sns;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.*;

/** AWS's interface: which class answers which operation. */
final class SnsOperations implements SnsClient {
    private final TopicOperations topics;
    private final SubscriptionOperations subscriptions;
    private final PublishOperations publishing;

    SnsOperations(SnsService service, Caller caller) {
        topics = new TopicOperations(service, caller);
        subscriptions = new SubscriptionOperations(service, caller);
        publishing = new PublishOperations(service, caller);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        return topics.create(request);
    }

    @Override
    public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
        return topics.delete(request);
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        return topics.list(request);
    }

    @Override
    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
        return topics.attributes(request);
    }

    @Override
    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request) {
        return topics.setAttribute(request);
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest request) {
        return topics.tag(request);
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest request) {
        return topics.untag(request);
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest request) {
        return topics.tags(request);
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest request) {
        return topics.addPermission(request);
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest request) {
        return topics.removePermission(request);
    }

    @Override
    public GetDataProtectionPolicyResponse getDataProtectionPolicy(GetDataProtectionPolicyRequest request) {
        return topics.dataProtection(request);
    }

    @Override
    public PutDataProtectionPolicyResponse putDataProtectionPolicy(PutDataProtectionPolicyRequest request) {
        return topics.putDataProtection(request);
    }

    @Override
    public SubscribeResponse subscribe(SubscribeRequest request) {
        return subscriptions.subscribe(request);
    }

    @Override
    public ConfirmSubscriptionResponse confirmSubscription(ConfirmSubscriptionRequest request) {
        return subscriptions.confirm(request);
    }

    @Override
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request) {
        return subscriptions.unsubscribe(request);
    }

    @Override
    public GetSubscriptionAttributesResponse getSubscriptionAttributes(GetSubscriptionAttributesRequest request) {
        return subscriptions.attributes(request);
    }

    @Override
    public SetSubscriptionAttributesResponse setSubscriptionAttributes(SetSubscriptionAttributesRequest request) {
        return subscriptions.setAttribute(request);
    }

    @Override
    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
        return subscriptions.list(request);
    }

    @Override
    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(ListSubscriptionsByTopicRequest request) {
        return subscriptions.listByTopic(request);
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        return publishing.publish(request);
    }

    @Override
    public PublishBatchResponse publishBatch(PublishBatchRequest request) {
        return publishing.publishBatch(request);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
