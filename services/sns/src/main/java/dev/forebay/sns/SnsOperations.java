package dev.forebay.sns;

import dev.forebay.identity.Caller;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.*;

/** AWS's interface: which class answers which operation. */
final class SnsOperations implements SnsClient {
    private final TopicOperations topics;
    private final SubscriptionOperations subscriptions;
    private final PublishOperations publishing;
    private final PlatformOperations platforms;
    private final SmsOperations phones;

    SnsOperations(SnsService service, Caller caller) {
        topics = new TopicOperations(service, caller);
        subscriptions = new SubscriptionOperations(service, caller);
        publishing = new PublishOperations(service, caller);
        platforms = new PlatformOperations(service.platforms(), caller);
        phones = new SmsOperations(service.phones(), caller);
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

    @Override
    public CreatePlatformApplicationResponse createPlatformApplication(CreatePlatformApplicationRequest request) {
        return platforms.create(request);
    }

    @Override
    public DeletePlatformApplicationResponse deletePlatformApplication(DeletePlatformApplicationRequest request) {
        return platforms.delete(request);
    }

    @Override
    public GetPlatformApplicationAttributesResponse getPlatformApplicationAttributes(GetPlatformApplicationAttributesRequest request) {
        return platforms.attributes(request);
    }

    @Override
    public SetPlatformApplicationAttributesResponse setPlatformApplicationAttributes(SetPlatformApplicationAttributesRequest request) {
        return platforms.setAttributes(request);
    }

    @Override
    public ListPlatformApplicationsResponse listPlatformApplications(ListPlatformApplicationsRequest request) {
        return platforms.list(request);
    }

    @Override
    public CreatePlatformEndpointResponse createPlatformEndpoint(CreatePlatformEndpointRequest request) {
        return platforms.createEndpoint(request);
    }

    @Override
    public DeleteEndpointResponse deleteEndpoint(DeleteEndpointRequest request) {
        return platforms.deleteEndpoint(request);
    }

    @Override
    public GetEndpointAttributesResponse getEndpointAttributes(GetEndpointAttributesRequest request) {
        return platforms.endpointAttributes(request);
    }

    @Override
    public SetEndpointAttributesResponse setEndpointAttributes(SetEndpointAttributesRequest request) {
        return platforms.setEndpointAttributes(request);
    }

    @Override
    public ListEndpointsByPlatformApplicationResponse listEndpointsByPlatformApplication(ListEndpointsByPlatformApplicationRequest request) {
        return platforms.listEndpoints(request);
    }

    @Override
    public SetSmsAttributesResponse setSMSAttributes(SetSmsAttributesRequest request) {
        return phones.setAttributes(request);
    }

    @Override
    public GetSmsAttributesResponse getSMSAttributes(GetSmsAttributesRequest request) {
        return phones.attributes(request);
    }

    @Override
    public CheckIfPhoneNumberIsOptedOutResponse checkIfPhoneNumberIsOptedOut(CheckIfPhoneNumberIsOptedOutRequest request) {
        return phones.isOptedOut(request);
    }

    @Override
    public ListPhoneNumbersOptedOutResponse listPhoneNumbersOptedOut(ListPhoneNumbersOptedOutRequest request) {
        return phones.optedOut(request);
    }

    @Override
    public OptInPhoneNumberResponse optInPhoneNumber(OptInPhoneNumberRequest request) {
        return phones.optIn(request);
    }

    @Override
    public CreateSmsSandboxPhoneNumberResponse createSMSSandboxPhoneNumber(CreateSmsSandboxPhoneNumberRequest request) {
        return phones.createSandboxNumber(request);
    }

    @Override
    public VerifySmsSandboxPhoneNumberResponse verifySMSSandboxPhoneNumber(VerifySmsSandboxPhoneNumberRequest request) {
        return phones.verifySandboxNumber(request);
    }

    @Override
    public DeleteSmsSandboxPhoneNumberResponse deleteSMSSandboxPhoneNumber(DeleteSmsSandboxPhoneNumberRequest request) {
        return phones.deleteSandboxNumber(request);
    }

    @Override
    public ListSmsSandboxPhoneNumbersResponse listSMSSandboxPhoneNumbers(ListSmsSandboxPhoneNumbersRequest request) {
        return phones.sandboxNumbers(request);
    }

    @Override
    public GetSmsSandboxAccountStatusResponse getSMSSandboxAccountStatus(GetSmsSandboxAccountStatusRequest request) {
        return phones.sandboxStatus(request);
    }

    @Override
    public ListOriginationNumbersResponse listOriginationNumbers(ListOriginationNumbersRequest request) {
        return phones.originationNumbers(request);
    }

    /** Nothing is held: the service is for its owner to close. */
    @Override
    public void close() {}
}
