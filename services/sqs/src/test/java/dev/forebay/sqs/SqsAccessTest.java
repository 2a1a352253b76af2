package dev.forebay.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.forebay.access.Access;
import dev.forebay.access.ResourceSide;
import dev.forebay.identity.AccountId;
import dev.forebay.identity.Caller;
import dev.forebay.identity.Region;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.AddPermissionRequest;
import software.amazon.awssdk.services.sqs.model.CancelMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

class SqsAccessTest {
    private static final AccountId OWNER = new AccountId("111111111111");
    private static final AccountId STRANGER = new AccountId("222222222222");
    private static final Caller CALLER = Caller.root(OWNER, Region.DEFAULT);
    private static final Caller FOREIGN = Caller.root(STRANGER, Region.DEFAULT);
    private static final String ARN = "arn:aws:sqs:us-east-1:111111111111:";
    private static final String URL = "http://localhost:4566/111111111111/";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"SQS:*","Resource":"*"}}""";

    private final InProcess sqs = new InProcess();
    private final SqsClient client = sqs.client(CALLER);

    @AfterEach
    void close() {
        sqs.close();
    }

    private List<Access> needs(Caller caller, String operation, SdkRequest request) {
        return sqs.service().rules().of(caller, operation, request);
    }

    private Access need(Caller caller, String operation, SdkRequest request) {
        return needs(caller, operation, request).getFirst();
    }

    private static SendMessageRequest send(String queue) {
        return SendMessageRequest.builder().queueUrl(URL + queue).messageBody("hello").build();
    }

    @Test
    void whatIsNotThereYetNeedsTheRightAllTheSame() {
        assertThat(needs(CALLER, "SendMessage", send("orders"))).containsExactly(Access.of("sqs:SendMessage", ARN + "orders", OWNER));
    }

    @Test
    void aBatchNeedsWhatOneMessageNeeds() {
        assertThat(need(CALLER, "SendMessageBatch", SendMessageBatchRequest.builder().queueUrl(URL + "a").build()).action())
                .isEqualTo("sqs:SendMessage");
        assertThat(need(CALLER, "DeleteMessageBatch", DeleteMessageBatchRequest.builder().queueUrl(URL + "a").build()).action())
                .isEqualTo("sqs:DeleteMessage");
        assertThat(need(CALLER, "ChangeMessageVisibilityBatch", ChangeMessageVisibilityBatchRequest.builder().queueUrl(URL + "a").build()).action())
                .isEqualTo("sqs:ChangeMessageVisibility");
    }

    @Test
    void aQueueSaysWhoMayAndWhatItsTagsAre() {
        client.createQueue(one -> one.queueName("orders").attributesWithStrings(Map.of("Policy", POLICY)).tags(Map.of("team", "blue")));

        Access access = need(CALLER, "SendMessage", send("orders"));

        assertThat(access.side()).isEqualTo(ResourceSide.policy(POLICY));
        assertThat(access.keys()).isEqualTo(Map.of("aws:ResourceTag/team", List.of("blue")));
        client.untagQueue(one -> one.queueUrl(URL + "orders").tagKeys("team"));
        assertThat(need(CALLER, "SendMessage", send("orders")).keys()).isEmpty();
    }

    @Test
    void theUrlSaysWhoseQueueItIsAndTheCallWhere() {
        Caller elsewhere = Caller.root(STRANGER, new Region("eu-west-1"));

        Access access = need(elsewhere, "SendMessage", send("orders"));

        assertThat(access.owner()).isEqualTo(OWNER);
        assertThat(access.resource()).isEqualTo("arn:aws:sqs:eu-west-1:111111111111:orders");
    }

    @Test
    void permissionsThatAreAddedAndRemovedCountAtOnce() {
        client.createQueue(one -> one.queueName("orders"));
        client.addPermission(one -> one.queueUrl(URL + "orders").label("partner").awsAccountIds(STRANGER.value()).actions("SendMessage"));
        assertThat(need(FOREIGN, "SendMessage", send("orders")).side().policy()).contains("222222222222", "SQS:SendMessage");

        client.removePermission(one -> one.queueUrl(URL + "orders").label("partner"));
        assertThat(need(FOREIGN, "SendMessage", send("orders")).side()).isEqualTo(ResourceSide.NONE);
    }

    @Test
    void whatIsForTheOwnersAccountNoPolicyOpensToOthers() {
        client.createQueue(one -> one.queueName("orders").attributesWithStrings(Map.of("Policy", POLICY)));
        AddPermissionRequest add = AddPermissionRequest.builder().queueUrl(URL + "orders").build();
        DeleteQueueRequest delete = DeleteQueueRequest.builder().queueUrl(URL + "orders").build();

        assertThat(need(CALLER, "DeleteQueue", delete).side()).isEqualTo(ResourceSide.policy(POLICY));
        assertThat(need(FOREIGN, "DeleteQueue", delete).side()).isEqualTo(ResourceSide.NONE);
        assertThat(need(FOREIGN, "AddPermission", add).side()).isEqualTo(ResourceSide.NONE);
        assertThat(need(Caller.service("sns", OWNER, Region.DEFAULT), "DeleteQueue", delete).side()).isEqualTo(ResourceSide.NONE);
        assertThat(need(FOREIGN, "SendMessage", send("orders")).side()).isEqualTo(ResourceSide.policy(POLICY));
    }

    @Test
    void tagsOnTheWayNeedTheRightToTag() {
        CreateQueueRequest plain = CreateQueueRequest.builder().queueName("a").build();
        assertThat(needs(CALLER, "CreateQueue", plain)).containsExactly(Access.of("sqs:CreateQueue", ARN + "a", OWNER));

        Map<String, List<String>> keys = Map.of("aws:RequestTag/team", List.of("blue"), "aws:TagKeys", List.of("team"));
        assertThat(needs(CALLER, "CreateQueue", plain.toBuilder().tags(Map.of("team", "blue")).build())).containsExactly(
                Access.of("sqs:CreateQueue", ARN + "a", OWNER).with(keys), Access.of("sqs:TagQueue", ARN + "a", OWNER).with(keys));
        assertThat(needs(CALLER, "TagQueue", TagQueueRequest.builder().queueUrl(URL + "a").tags(Map.of("team", "blue")).build()))
                .containsExactly(Access.of("sqs:TagQueue", ARN + "a", OWNER).with(keys));
        assertThat(need(CALLER, "UntagQueue", UntagQueueRequest.builder().queueUrl(URL + "a").tagKeys("team").build()).keys())
                .isEqualTo(Map.of("aws:TagKeys", List.of("team")));
    }

    @Test
    void aMoveTaskNeedsWhatItDoesWithMessages() {
        client.createQueue(one -> one.queueName("dead"));
        client.createQueue(one -> one.queueName("orders").attributesWithStrings(
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":3}")));

        assertThat(needs(CALLER, "StartMessageMoveTask", StartMessageMoveTaskRequest.builder().sourceArn(ARN + "dead").build()))
                .containsExactlyInAnyOrder(
                        Access.of("sqs:StartMessageMoveTask", ARN + "dead", OWNER), Access.of("sqs:ReceiveMessage", ARN + "dead", OWNER),
                        Access.of("sqs:DeleteMessage", ARN + "dead", OWNER), Access.of("sqs:GetQueueAttributes", ARN + "dead", OWNER),
                        Access.of("sqs:SendMessage", ARN + "orders", OWNER));
        assertThat(needs(CALLER, "StartMessageMoveTask",
                StartMessageMoveTaskRequest.builder().sourceArn(ARN + "dead").destinationArn(ARN + "other").build()))
                .contains(Access.of("sqs:SendMessage", ARN + "other", OWNER)).doesNotContain(Access.of("sqs:SendMessage", ARN + "orders", OWNER));
    }

    @Test
    void aTasksHandleSaysWhichQueueItIsAbout() {
        client.createQueue(one -> one.queueName("dead"));
        client.createQueue(one -> one.queueName("orders").attributesWithStrings(
                Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":3}")));
        String handle = client.startMessageMoveTask(one -> one.sourceArn(ARN + "dead")).taskHandle();

        assertThat(needs(CALLER, "CancelMessageMoveTask", CancelMessageMoveTaskRequest.builder().taskHandle(handle).build()))
                .extracting(Access::resource).containsOnly(ARN + "dead");
    }

    @Test
    void listsAreOfAnAccountAndUrlsOfWhomTheyAreAskedFor() {
        assertThat(needs(CALLER, "ListQueues", ListQueuesRequest.builder().build())).containsExactly(Access.of("sqs:ListQueues", ARN, OWNER));
        assertThat(need(FOREIGN, "GetQueueUrl", GetQueueUrlRequest.builder().queueName("a").queueOwnerAWSAccountId(OWNER.value()).build()))
                .isEqualTo(Access.of("sqs:GetQueueUrl", ARN + "a", OWNER));
        assertThat(need(FOREIGN, "GetQueueUrl", GetQueueUrlRequest.builder().queueName("a").build()).owner()).isEqualTo(STRANGER);
    }

    @Test
    void whatNobodyKnowsNeedsAnActionOfItsNameOnEverything() {
        assertThat(needs(CALLER, "DrainQueue", send("a"))).containsExactly(Access.of("sqs:DrainQueue", "*", OWNER));
    }

    @Test
    void aTextThatIsNoUrlIsRefusedToAnybody() {
        assertThatThrownBy(() -> needs(CALLER, "SendMessage", SendMessageRequest.builder().queueUrl("orders").build()))
                .isInstanceOf(AwsServiceException.class).hasMessageContaining("is not valid for this endpoint");
    }

    @Test
    void refusalsWriteActionsSmallAsSqsDoes() {
        Access access = need(CALLER, "SendMessage", send("a"));

        assertThat(sqs.service().rules().refusal(access, "User: me is not authorized to perform: sqs:SendMessage on resource: " + ARN
                + "a because no identity-based policy allows the sqs:SendMessage action"))
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(403);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("User: me is not authorized to perform: sqs:sendmessage"
                            + " on resource: " + ARN + "a because no identity-based policy allows the sqs:sendmessage action");
                });
    }

    @Test
    void whoMovesMessagesMustBeAllowedToSendThemHoweverTheArnIsWritten() {
        client.createQueue(one -> one.queueName("dead"));
        client.createQueue(one -> one.queueName("orders").attributesWithStrings(Map.of("RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":1}")));

        for (String partition : List.of("aws", "aws-cn")) {
            String source = (ARN + "dead").replace("arn:aws:", "arn:" + partition + ":");
            assertThat(needs(CALLER, "StartMessageMoveTask", StartMessageMoveTaskRequest.builder().sourceArn(source).build()))
                    .as(partition).anySatisfy(need -> {
                        assertThat(need.action()).isEqualTo("sqs:SendMessage");
                        assertThat(need.resource()).isEqualTo(ARN + "orders");
                    });
        }
    }
}
