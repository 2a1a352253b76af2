package dev.forebay.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.access.Access;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Principal;
import dev.forebay.identity.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.*;

class SnsAccessTest {
    private static final AccountId OWNER = new AccountId("111111111111");
    private static final AccountId STRANGER = new AccountId("222222222222");
    private static final Caller CALLER = Caller.root(OWNER, Region.DEFAULT);
    private static final Caller FOREIGN = Caller.root(STRANGER, Region.DEFAULT);
    private static final Caller NOBODY = new Caller(OWNER, Region.DEFAULT, Principal.anonymous(), Origin.IN_PROCESS);
    private static final String ACCOUNT = "arn:aws:sns:us-east-1:111111111111:";
    private static final String TOPIC = ACCOUNT + "news";

    private final InProcess world = new InProcess();
    private final SnsClient client = world.service.client(CALLER);

    @BeforeEach
    void createTopic() {
        client.createTopic(one -> one.name("news").tags(Tag.builder().key("team").value("blue").build()));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Access> needs(Caller caller, String operation, SdkRequest request) {
        return world.service.rules().of(caller, operation, request);
    }

    private Access need(Caller caller, String operation, SdkRequest request) {
        return needs(caller, operation, request).getFirst();
    }

    private static PublishRequest publish() {
        return PublishRequest.builder().topicArn(TOPIC).message("hello").build();
    }

    private String subscribed(Caller caller, String protocol, String endpoint) {
        return world.service.client(caller)
                .subscribe(one -> one.topicArn(TOPIC).protocol(protocol).endpoint(endpoint).returnSubscriptionArn(true)).subscriptionArn();
    }

    @Test
    void publishingIsOnTheTopicWithItsTags() {
        assertThat(needs(CALLER, "Publish", publish())).containsExactly(
                Access.of("sns:Publish", TOPIC, OWNER).with(Map.of("aws:ResourceTag/team", List.of("blue"))));
        assertThat(need(FOREIGN, "PublishBatch", PublishBatchRequest.builder().topicArn(TOPIC).build()).action()).isEqualTo("sns:Publish");
        assertThat(need(FOREIGN, "Publish", PublishRequest.builder().targetArn(TOPIC).message("hello").build()).owner()).isEqualTo(OWNER);
    }

    @Test
    void thePolicyOfANewTopicSpeaksOfServicesThatCallForItsOwner() {
        Caller alarms = Caller.service("cloudwatch", OWNER, Region.DEFAULT);

        Access access = need(alarms, "Publish", publish());

        assertThat(access.side().policy()).contains("AWS:SourceOwner").contains(OWNER.value());
        assertThat(access.keys()).containsEntry("AWS:SourceOwner", List.of(OWNER.value()));
        assertThat(need(alarms.onBehalfOf("arn:aws:cloudwatch:us-east-1:222222222222:alarm:a"), "Publish", publish()).keys())
                .containsEntry("AWS:SourceOwner", List.of(STRANGER.value()));
        assertThat(need(CALLER, "Publish", publish()).keys()).doesNotContainKey("AWS:SourceOwner");
    }

    @Test
    void permissionsThatAreAddedCountAtOnce() {
        client.addPermission(one -> one.topicArn(TOPIC).label("partner").awsAccountIds(STRANGER.value()).actionNames("Publish"));

        assertThat(need(FOREIGN, "Publish", publish()).side().policy()).contains("222222222222:root", "SNS:Publish");
    }

    @Test
    void aTextGoesToANumberThatNoArnIs() {
        assertThat(needs(CALLER, "Publish", PublishRequest.builder().phoneNumber("+15550100").message("hello").build()))
                .containsExactly(Access.of("sns:Publish", "+15550100", OWNER));
        assertThat(need(CALLER, "Publish", PublishRequest.builder().phoneNumber(TOPIC).message("hello").build()).resource()).isEqualTo("*");
    }

    @Test
    void aNotificationGoesToAnEndpointOfItsAccount() {
        String endpoint = ACCOUNT + "endpoint/GCM/app/6f1f4ad3-5b3c-4d8e-9d8c-0d1d7e4d0c11";

        assertThat(needs(FOREIGN, "Publish", PublishRequest.builder().targetArn(endpoint).message("hello").build()))
                .containsExactly(Access.of("sns:Publish", endpoint, OWNER));
        assertThat(needs(CALLER, "DeleteEndpoint", DeleteEndpointRequest.builder().endpointArn(endpoint).build()))
                .containsExactly(Access.of("sns:DeleteEndpoint", endpoint, OWNER));
        assertThat(need(CALLER, "DeleteEndpoint", DeleteEndpointRequest.builder().endpointArn(endpoint.replace("arn:aws:", "arn:aws-cn:")).build())
                .resource()).as("one endpoint, one spelling").isEqualTo(endpoint);
        assertThat(needs(CALLER, "CreatePlatformApplication", CreatePlatformApplicationRequest.builder().platform("GCM").name("app").build()))
                .containsExactly(Access.of("sns:CreatePlatformApplication", ACCOUNT + "app/GCM/app", OWNER));
    }

    @Test
    void subscribingSaysWithWhatAndWhere() {
        SubscribeRequest request = SubscribeRequest.builder().topicArn(TOPIC).protocol("https").endpoint("https://example.com/in").build();

        assertThat(need(CALLER, "Subscribe", request).keys())
                .containsEntry("sns:Protocol", List.of("https")).containsEntry("sns:Endpoint", List.of("https://example.com/in"));
    }

    @Test
    void aSubscriptionsOperationsAreOnItsTopicAndItsOwnersToAllow() {
        String arn = subscribed(FOREIGN, "https", "https://example.com/in");
        GetSubscriptionAttributesRequest request = GetSubscriptionAttributesRequest.builder().subscriptionArn(arn).build();
        Caller third = Caller.root(new AccountId("333333333333"), Region.DEFAULT);

        assertThat(need(FOREIGN, "GetSubscriptionAttributes", request)).isEqualTo(Access.of("sns:GetSubscriptionAttributes", TOPIC, STRANGER));
        assertThat(need(CALLER, "GetSubscriptionAttributes", request)).isEqualTo(Access.of("sns:GetSubscriptionAttributes", TOPIC, OWNER));
        assertThat(need(third, "GetSubscriptionAttributes", request).owner()).isEqualTo(STRANGER);
    }

    @Test
    void toConfirmNeedsNoSignatureUnlessUnsubscribingIsToNeedOne() {
        ConfirmSubscriptionRequest request = ConfirmSubscriptionRequest.builder().topicArn(TOPIC).token("token").build();

        assertThat(needs(NOBODY, "ConfirmSubscription", request)).isEmpty();
        assertThat(needs(NOBODY, "ConfirmSubscription", request.toBuilder().authenticateOnUnsubscribe("true").build()))
                .containsExactly(Access.of("sns:ConfirmSubscription", TOPIC, OWNER));
        assertThat(needs(FOREIGN, "ConfirmSubscription", request)).containsExactly(Access.of("sns:ConfirmSubscription", TOPIC, STRANGER));
    }

    @Test
    void toUnsubscribeNeedsASignatureWhereTheSubscriptionSaysSo() {
        String arn = subscribed(CALLER, "https", "https://example.com/in");
        UnsubscribeRequest request = UnsubscribeRequest.builder().subscriptionArn(arn).build();
        assertThat(needs(NOBODY, "Unsubscribe", request)).isEmpty();
        assertThat(need(FOREIGN, "Unsubscribe", request).owner()).isEqualTo(STRANGER);

        Topic topic = world.service.catalog().get(TopicId.fromArn(TOPIC).orElseThrow()).orElseThrow();
        Subscription subscription = topic.roster().page(0, 1).getFirst();
        topic.roster().update(subscription, subscription.record().confirmed(true, true));

        assertThat(needs(NOBODY, "Unsubscribe", request)).containsExactly(Access.of("sns:Unsubscribe", TOPIC, OWNER));
        assertThat(need(FOREIGN, "Unsubscribe", request).owner()).isEqualTo(OWNER);
        assertThatThrownBy(() -> world.service.client(NOBODY).unsubscribe(request)).isInstanceOf(AuthorizationErrorException.class);
    }

    @Test
    void whatNoTopicsPolicyCanOpenIsForTheOwnersAccount() {
        String open = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotAction\":\"SNS:Publish\",\"Resource\":\"*\"}}";
        client.setTopicAttributes(one -> one.topicArn(TOPIC).attributeName("Policy").attributeValue(open));
        TagResourceRequest request = TagResourceRequest.builder().resourceArn(TOPIC).tags(Tag.builder().key("a").value("b").build()).build();

        assertThat(need(FOREIGN, "TagResource", request).side()).isEqualTo(ResourceSide.NONE);
        assertThat(need(CALLER, "TagResource", request).side()).isEqualTo(ResourceSide.policy(open));
        assertThat(need(CALLER, "TagResource", request).keys())
                .containsEntry("aws:RequestTag/a", List.of("b")).containsEntry("aws:TagKeys", List.of("a"));
    }

    @Test
    void tagsOnTheWayNeedTheRightToTag() {
        CreateTopicRequest plain = CreateTopicRequest.builder().name("other").build();

        assertThat(needs(CALLER, "CreateTopic", plain)).containsExactly(Access.of("sns:CreateTopic", ACCOUNT + "other", OWNER));
        assertThat(needs(CALLER, "CreateTopic", plain.toBuilder().tags(Tag.builder().key("a").value("b").build()).build()))
                .extracting(Access::action).containsExactly("sns:CreateTopic", "sns:TagResource");
    }

    @Test
    void listsAreOfAllThatAnAccountHasInARegion() {
        assertThat(needs(CALLER, "ListTopics", ListTopicsRequest.builder().build()))
                .containsExactly(Access.of("sns:ListTopics", ACCOUNT + "*", OWNER));
        assertThat(needs(CALLER, "ListSubscriptions", ListSubscriptionsRequest.builder().build()))
                .containsExactly(Access.of("sns:ListSubscriptions", ACCOUNT + "*", OWNER));
    }

    @Test
    void refusalsWriteSnsLarge() {
        assertThat(world.service.rules().refusal(need(CALLER, "Publish", publish()), "User: me is not authorized to perform: sns:Publish on resource: "
                + TOPIC + " because no identity-based policy allows the sns:Publish action")).isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AuthorizationError");
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("User: me is not authorized to perform: SNS:Publish on resource: "
                            + TOPIC + " because no identity-based policy allows the SNS:Publish action");
                });
    }
}
