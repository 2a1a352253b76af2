package dev.forebay.sqs;

import static dev.forebay.testkit.Judge.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Origin;
import dev.forebay.identity.Region;
import dev.forebay.testkit.Judge;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/** The policies that people write for queues, with the decision that they get. */
class QueuePoliciesDecideTest {
    private static final String HOME = "111111111111";
    private static final String ABROAD = "222222222222";
    private static final String URL = "http://localhost:4566/111111111111/orders";
    private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:orders";
    private static final String TOPIC = "arn:aws:sns:us-east-1:111111111111:news";
    private static final Caller OWNER = Caller.root(new AccountId(HOME), Region.DEFAULT, "https://forebay");
    private static final Caller USER = Judge.user(HOME, "ann");
    private static final Caller FOREIGN = Judge.user(ABROAD, "eve");
    private static final String ALLOW_ALL = policy("{'Effect':'Allow','Action':'sqs:*','Resource':'*'}");
    private static final SendMessageRequest SEND = SendMessageRequest.builder().queueUrl(URL).messageBody("hello").build();
    private static final ReceiveMessageRequest RECEIVE = ReceiveMessageRequest.builder().queueUrl(URL).build();

    private final InProcess sqs = new InProcess();
    private final SqsClient client = sqs.client(OWNER);
    private final Judge judge = new Judge(sqs.service().rules());

    @BeforeEach
    void createQueue() {
        client.createQueue(one -> one.queueName("orders").tags(Map.of("team", "blue")));
    }

    @AfterEach
    void close() {
        sqs.close();
    }

    private void set(String policy) {
        client.setQueueAttributes(one -> one.queueUrl(URL).attributesWithStrings(Map.of("Policy", policy)));
    }

    private static Caller topic(String arn) {
        return Caller.service("sns", new AccountId(HOME), Region.DEFAULT).onBehalfOf(arn);
    }

    @Test
    void withoutAPolicyTheAccountsRootMayAndItsUsersMayWhatTheirPoliciesSay() {
        assertThat(judge.may(OWNER, "SendMessage", SEND)).isTrue();
        assertThat(judge.may(USER, "SendMessage", SEND)).isFalse();
        judge.give(USER, policy("{'Effect':'Allow','Action':'SQS:sendmessage','Resource':'" + ARN + "'}"));
        assertThat(judge.may(USER, "SendMessage", SEND)).isTrue();
        assertThat(judge.may(USER, "SendMessageBatch", SendMessageBatchRequest.builder().queueUrl(URL).build())).isTrue();
        assertThat(judge.may(USER, "ReceiveMessage", RECEIVE)).isFalse();
    }

    @Test
    void aTopicMaySendWhereTheQueueSaysSo() {
        assertThat(judge.may(topic(TOPIC), "SendMessage", SEND)).isFalse();
        set(policy("{'Effect':'Allow','Principal':{'Service':'sns.amazonaws.com'},'Action':'sqs:SendMessage','Resource':'" + ARN
                + "','Condition':{'ArnEquals':{'aws:SourceArn':'" + TOPIC + "'}}}"));
        assertThat(judge.may(topic(TOPIC), "SendMessage", SEND)).isTrue();
        assertThat(judge.may(topic(TOPIC + "-other"), "SendMessage", SEND)).isFalse();
        assertThat(judge.may(topic(TOPIC), "ReceiveMessage", RECEIVE)).isFalse();
        assertThat(judge.may(FOREIGN, "SendMessage", SEND)).isFalse();
    }

    @Test
    void aTopicMaySendByTheOldFormOfThatPolicy() {
        set(policy("{'Effect':'Allow','Principal':'*','Action':'SQS:SendMessage','Resource':'" + ARN
                + "','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:111111111111:*'}}}"));
        assertThat(judge.may(topic(TOPIC), "SendMessage", SEND)).isTrue();
        assertThat(judge.may(Judge.nobody(HOME), "SendMessage", SEND)).isFalse();
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        judge.give(FOREIGN, ALLOW_ALL);
        assertThat(judge.may(FOREIGN, "SendMessage", SEND)).as("the queue says nothing").isFalse();

        client.addPermission(one -> one.queueUrl(URL).label("partner").awsAccountIds(ABROAD).actions("SendMessage"));
        assertThat(judge.may(FOREIGN, "SendMessage", SEND)).isTrue();
        assertThat(judge.may(FOREIGN, "ReceiveMessage", RECEIVE)).isFalse();
        assertThat(judge.may(Judge.user(ABROAD, "bob"), "SendMessage", SEND)).as("his own account says nothing").isFalse();

        client.removePermission(one -> one.queueUrl(URL).label("partner"));
        assertThat(judge.may(FOREIGN, "SendMessage", SEND)).isFalse();
    }

    @Test
    void whatIsForTheOwnersAccountStaysThere() {
        judge.give(FOREIGN, ALLOW_ALL);
        set(policy("{'Effect':'Allow','Principal':'*','Action':'sqs:*','Resource':'*'}"));

        assertThat(judge.may(FOREIGN, "SendMessage", SEND)).isTrue();
        assertThat(judge.may(FOREIGN, "DeleteQueue", DeleteQueueRequest.builder().queueUrl(URL).build())).isFalse();
        assertThat(judge.may(FOREIGN, "SetQueueAttributes", SetQueueAttributesRequest.builder().queueUrl(URL).build())).isFalse();
        assertThat(judge.may(USER, "DeleteQueue", DeleteQueueRequest.builder().queueUrl(URL).build())).as("by the queue's policy").isTrue();
        assertThat(judge.may(Judge.nobody(HOME), "SendMessage", SEND)).isTrue();
        assertThat(judge.may(Judge.nobody(HOME), "DeleteQueue", DeleteQueueRequest.builder().queueUrl(URL).build())).isFalse();
    }

    @Test
    void whoComesWithoutTlsIsDenied() {
        set(policy("{'Effect':'Deny','Principal':'*','Action':'sqs:*','Resource':'" + ARN + "','Condition':{'Bool':{'aws:SecureTransport':'false'}}}"));

        assertThat(judge.may(OWNER, "SendMessage", SEND)).isTrue();
        assertThat(judge.may(OWNER.withOrigin(Origin.at("http://forebay")), "SendMessage", SEND)).isFalse();
    }

    @Test
    void whoComesNotThroughTheEndpointOfTheVpcIsDenied() {
        set(policy("{'Effect':'Deny','Principal':'*','Action':'sqs:SendMessage','Resource':'" + ARN
                + "','Condition':{'StringNotEquals':{'aws:sourceVpce':'vpce-1a2b3c4d'}}}"));

        assertThat(judge.may(OWNER, "SendMessage", SEND)).isFalse();
        assertThat(judge.may(OWNER.withOrigin(OWNER.origin().through("vpc-1", "vpce-1a2b3c4d")), "SendMessage", SEND)).isTrue();
        assertThat(judge.may(OWNER, "ReceiveMessage", RECEIVE)).isTrue();
    }

    @Test
    void tagsDecide() {
        judge.give(USER, policy("{'Effect':'Allow','Action':'sqs:*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/team':'blue'}}}",
                "{'Effect':'Allow','Action':['sqs:CreateQueue','sqs:TagQueue'],'Resource':'*','Condition':{'StringEquals':{'aws:RequestTag/team':'blue'},"
                        + "'ForAllValues:StringEquals':{'aws:TagKeys':['team']}}}"));
        CreateQueueRequest create = CreateQueueRequest.builder().queueName("new").build();

        assertThat(judge.may(USER, "SendMessage", SEND)).isTrue();
        assertThat(judge.may(USER, "CreateQueue", create)).isFalse();
        assertThat(judge.may(USER, "CreateQueue", create.toBuilder().tags(Map.of("team", "blue")).build())).isTrue();
        assertThat(judge.may(USER, "CreateQueue", create.toBuilder().tags(Map.of("team", "blue", "stage", "live")).build())).isFalse();
        client.tagQueue(one -> one.queueUrl(URL).tags(Map.of("team", "red")));
        assertThat(judge.may(USER, "SendMessage", SEND)).isFalse();
    }

    @Test
    void listsNeedTheAccount() {
        judge.give(USER, policy("{'Effect':'Allow','Action':'sqs:ListQueues','Resource':'" + ARN + "'}"));
        assertThat(judge.may(USER, "ListQueues", ListQueuesRequest.builder().build())).isFalse();
        judge.give(USER, policy("{'Effect':'Allow','Action':'sqs:ListQueues','Resource':'*'}"));
        assertThat(judge.may(USER, "ListQueues", ListQueuesRequest.builder().build())).isTrue();
    }

    @Test
    void theRefusalIsAws() {
        assertThat(judge.refusal(USER, "SendMessage", SEND).orElseThrow()).hasMessageContaining("User: arn:aws:iam::111111111111:user/ann is not"
                + " authorized to perform: sqs:sendmessage on resource: " + ARN + " because no identity-based policy allows the sqs:sendmessage action");
    }
}
