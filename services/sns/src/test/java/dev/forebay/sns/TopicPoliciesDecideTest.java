package dev.forebay.sns;

import static dev.forebay.testkit.Judge.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import dev.forebay.testkit.Judge;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.TagResourceRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

/** The policies that people write for topics, and the one that AWS writes, with the decision that they get. */
class TopicPoliciesDecideTest {
    private static final String HOME = "111111111111";
    private static final String ABROAD = "222222222222";
    private static final String TOPIC = "arn:aws:sns:us-east-1:111111111111:news";
    private static final Caller OWNER = Caller.root(new AccountId(HOME), Region.DEFAULT);
    private static final Caller USER = Judge.user(HOME, "ann");
    private static final Caller FOREIGN = Judge.user(ABROAD, "eve");
    private static final String ALLOW_ALL = policy("{'Effect':'Allow','Action':'sns:*','Resource':'*'}");
    private static final PublishRequest PUBLISH = PublishRequest.builder().topicArn(TOPIC).message("hello").build();
    private static final PublishRequest TEXT = PublishRequest.builder().phoneNumber("+15550100").message("hello").build();

    private final InProcess world = new InProcess();
    private final SnsClient client = world.service.client(OWNER);
    private final Judge judge = new Judge(world.service.rules());

    @BeforeEach
    void createTopic() {
        client.createTopic(one -> one.name("news"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void set(String policy) {
        client.setTopicAttributes(one -> one.topicArn(TOPIC).attributeName("Policy").attributeValue(policy));
    }

    private static SubscribeRequest subscribe(String protocol, String endpoint) {
        return SubscribeRequest.builder().topicArn(TOPIC).protocol(protocol).endpoint(endpoint).build();
    }

    @Test
    void thePolicyOfANewTopicLetsServicesPublishForItsOwnerAndNobodyElse() {
        Caller alarms = Caller.service("cloudwatch", new AccountId(HOME), Region.DEFAULT);

        assertThat(judge.may(alarms.onBehalfOf("arn:aws:cloudwatch:us-east-1:111111111111:alarm:a"), "Publish", PUBLISH)).isTrue();
        assertThat(judge.may(alarms.onBehalfOf("arn:aws:cloudwatch:us-east-1:222222222222:alarm:a"), "Publish", PUBLISH)).isFalse();
        assertThat(judge.may(OWNER, "Publish", PUBLISH)).isTrue();
        assertThat(judge.may(USER, "Publish", PUBLISH)).as("AWS: a user needs a policy").isFalse();
        assertThat(judge.may(Judge.nobody(HOME), "Publish", PUBLISH)).isFalse();
        judge.give(FOREIGN, ALLOW_ALL);
        assertThat(judge.may(FOREIGN, "Publish", PUBLISH)).isFalse();
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        client.addPermission(one -> one.topicArn(TOPIC).label("partner").awsAccountIds(ABROAD).actionNames("Publish"));
        assertThat(judge.may(FOREIGN, "Publish", PUBLISH)).isFalse();
        judge.give(FOREIGN, ALLOW_ALL);
        assertThat(judge.may(FOREIGN, "Publish", PUBLISH)).isTrue();
        assertThat(judge.may(FOREIGN, "Subscribe", subscribe("sms", "+15550100"))).isFalse();

        client.removePermission(one -> one.topicArn(TOPIC).label("partner"));
        assertThat(judge.may(FOREIGN, "Publish", PUBLISH)).isFalse();
    }

    @Test
    void whoSubscribesMayBeTiedToAProtocolAndAnEndpoint() {
        judge.give(FOREIGN, ALLOW_ALL);
        set(policy("{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'SNS:Subscribe','Resource':'" + TOPIC
                + "','Condition':{'StringEquals':{'sns:Protocol':'https'},'StringLike':{'SNS:Endpoint':'https://*.example.com/*'}}}"));

        assertThat(judge.may(FOREIGN, "Subscribe", subscribe("https", "https://in.example.com/news"))).isTrue();
        assertThat(judge.may(FOREIGN, "Subscribe", subscribe("https", "https://in.example.org/news"))).isFalse();
        assertThat(judge.may(FOREIGN, "Subscribe", subscribe("http", "http://in.example.com/news"))).isFalse();
        assertThat(judge.may(FOREIGN, "Publish", PUBLISH)).isFalse();
    }

    @Test
    void whoMayTextOnlyIsDeniedAllTopics() {
        judge.give(USER, policy("{'Effect':'Deny','Action':'sns:Publish','Resource':'arn:aws:sns:*:*:*'}",
                "{'Effect':'Allow','Action':'sns:Publish','Resource':'*'}"));

        assertThat(judge.may(USER, "Publish", TEXT)).isTrue();
        assertThat(judge.may(USER, "Publish", PUBLISH)).isFalse();
    }

    @Test
    void aSubscriptionIsItsOwnersWhateverTheTopicIs() {
        String arn = world.service.client(FOREIGN).subscribe(one -> one.topicArn(TOPIC).protocol("https").endpoint("https://example.com/in")
                .returnSubscriptionArn(true)).subscriptionArn();
        GetSubscriptionAttributesRequest get = GetSubscriptionAttributesRequest.builder().subscriptionArn(arn).build();

        assertThat(judge.may(FOREIGN, "GetSubscriptionAttributes", get)).isFalse();
        judge.give(FOREIGN, policy("{'Effect':'Allow','Action':['SNS:GetSubscriptionAttributes','SNS:Unsubscribe'],'Resource':'" + TOPIC + "'}"));
        assertThat(judge.may(FOREIGN, "GetSubscriptionAttributes", get)).isTrue();
        assertThat(judge.may(OWNER, "GetSubscriptionAttributes", get)).isTrue();
        Caller third = Judge.user("333333333333", "mallory");
        judge.give(third, ALLOW_ALL);
        assertThat(judge.may(third, "GetSubscriptionAttributes", get)).isFalse();
        assertThat(judge.may(FOREIGN, "Unsubscribe", UnsubscribeRequest.builder().subscriptionArn(arn).build())).isTrue();
        assertThat(judge.may(Judge.nobody(HOME), "Unsubscribe", UnsubscribeRequest.builder().subscriptionArn(arn).build())).isTrue();
    }

    @Test
    void toConfirmNeedsTheTokenAndNoSignature() {
        ConfirmSubscriptionRequest confirm = ConfirmSubscriptionRequest.builder().topicArn(TOPIC).token("token").build();

        assertThat(judge.may(Judge.nobody(HOME), "ConfirmSubscription", confirm)).isTrue();
        assertThat(judge.may(Judge.nobody(HOME), "ConfirmSubscription", confirm.toBuilder().authenticateOnUnsubscribe("true").build())).isFalse();
    }

    @Test
    void whatTopicsPoliciesHaveNoNameForStaysInTheAccount() {
        judge.give(FOREIGN, ALLOW_ALL);
        set(policy("{'Effect':'Allow','Principal':'*','NotAction':'SNS:Publish','Resource':'*'}"));

        assertThat(judge.may(FOREIGN, "TagResource", TagResourceRequest.builder().resourceArn(TOPIC).build())).isFalse();
        assertThat(judge.may(USER, "TagResource", TagResourceRequest.builder().resourceArn(TOPIC).build())).isTrue();
    }

    @Test
    void theRefusalIsAws() {
        assertThat(judge.refusal(USER, "Publish", PUBLISH).orElseThrow()).hasMessageContaining("User: arn:aws:iam::111111111111:user/ann is not"
                + " authorized to perform: SNS:Publish on resource: " + TOPIC + " because no identity-based policy allows the SNS:Publish action");
    }
}
