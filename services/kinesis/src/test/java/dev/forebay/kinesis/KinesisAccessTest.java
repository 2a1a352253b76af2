package dev.forebay.kinesis;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.kinesis.model.*;

class KinesisAccessTest {
    private static final AccountId OWNER = InProcess.CALLER.account();
    private static final Caller FOREIGN = Caller.root(new AccountId("222222222222"), Region.DEFAULT);
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/clicks";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},\
            "Action":["kinesis:PutRecord","kinesis:DeleteStream"],"Resource":"*"}]}""";

    private final InProcess kinesis = new InProcess();

    @BeforeEach
    void createStream() {
        kinesis.stream("clicks", 2);
        kinesis.client().addTagsToStream(one -> one.streamName("clicks").tags(Map.of("team", "blue")));
        kinesis.client().putResourcePolicy(one -> one.resourceARN(ARN).policy(POLICY));
    }

    @AfterEach
    void close() {
        kinesis.close();
    }

    private List<Access> needs(Caller caller, String operation, SdkRequest request) {
        return kinesis.service().rules().of(caller, operation, request);
    }

    private Access need(Caller caller, String operation, SdkRequest request) {
        return needs(caller, operation, request).getFirst();
    }

    private static Access onStream(String action) {
        return new Access(action, ARN, OWNER, Map.of("aws:ResourceTag/team", List.of("blue")), ResourceSide.policy(POLICY));
    }

    @Test
    void aNameIsOfTheCallersOwnAndAnArnOfAnybodys() {
        PutRecordRequest byName = PutRecordRequest.builder().streamName("clicks").build();

        assertThat(needs(InProcess.CALLER, "PutRecord", byName)).containsExactly(onStream("kinesis:PutRecord"));
        assertThat(need(FOREIGN, "PutRecord", byName))
                .isEqualTo(Access.of("kinesis:PutRecord", "arn:aws:kinesis:us-east-1:222222222222:stream/clicks", FOREIGN.account()));
        assertThat(needs(FOREIGN, "PutRecords", PutRecordsRequest.builder().streamARN(ARN).build())).containsExactly(onStream("kinesis:PutRecords"));
    }

    @Test
    void anIteratorSaysWhichStreamIsRead() {
        String iterator = kinesis.client().getShardIterator(
                one -> one.streamName("clicks").shardId("shardId-000000000000").shardIteratorType("LATEST")).shardIterator();
        GetRecordsRequest request = GetRecordsRequest.builder().shardIterator(iterator).build();

        assertThat(needs(InProcess.CALLER, "GetRecords", request)).containsExactly(onStream("kinesis:GetRecords"));
        assertThat(needs(FOREIGN, "GetRecords", request.toBuilder().streamARN(ARN).build())).containsExactly(onStream("kinesis:GetRecords"));
        assertThatThrownBy(() -> needs(FOREIGN, "GetRecords", GetRecordsRequest.builder().shardIterator("none").build()))
                .isInstanceOf(InvalidArgumentException.class);
    }

    /** The decision was about the caller's own stream of that name: the iterator must not lead to another one. */
    @Test
    void anIteratorLeadsNowhereElseThanWhereTheDecisionLooked() {
        String iterator = kinesis.client().getShardIterator(
                one -> one.streamName("clicks").shardId("shardId-000000000000").shardIteratorType("LATEST")).shardIterator();
        GetRecordsRequest request = GetRecordsRequest.builder().shardIterator(iterator).build();

        assertThat(need(FOREIGN, "GetRecords", request).owner()).isEqualTo(FOREIGN.account());
        assertThatThrownBy(() -> kinesis.service().client(FOREIGN).getRecords(request)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aTokenSaysWhoseShardsAreListed() {
        String token = kinesis.client().listShards(one -> one.streamName("clicks").maxResults(1)).nextToken();

        assertThat(needs(FOREIGN, "ListShards", ListShardsRequest.builder().nextToken(token).build())).containsExactly(onStream("kinesis:ListShards"));
        assertThatThrownBy(() -> needs(FOREIGN, "ListShards", ListShardsRequest.builder().nextToken("none").build()))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aConsumerHasAPolicyAndTagsOfItsOwn() {
        String arn = kinesis.client().registerStreamConsumer(one -> one.streamARN(ARN).consumerName("app").tags(Map.of("team", "red")))
                .consumer().consumerARN();
        kinesis.client().putResourcePolicy(one -> one.resourceARN(arn).policy(POLICY));
        Access subscribe = new Access("kinesis:SubscribeToShard", arn, OWNER, Map.of("aws:ResourceTag/team", List.of("red")), ResourceSide.policy(POLICY));

        assertThat(needs(FOREIGN, "SubscribeToShard", SubscribeToShardRequest.builder().consumerARN(arn).build())).containsExactly(subscribe);
        assertThat(need(FOREIGN, "DescribeStreamConsumer",
                DescribeStreamConsumerRequest.builder().streamARN(ARN).consumerName("app").build()).resource()).isEqualTo(arn);
        assertThat(need(FOREIGN, "DeregisterStreamConsumer",
                DeregisterStreamConsumerRequest.builder().streamARN(ARN).consumerName("other").build()).resource()).isEqualTo(ARN + "/consumer/other:0");
        assertThat(need(FOREIGN, "GetResourcePolicy", GetResourcePolicyRequest.builder().resourceARN(arn).build()).side()).isEqualTo(ResourceSide.NONE);
    }

    @Test
    void aConsumerIsRegisteredAtAStreamAndTaggedItself() {
        RegisterStreamConsumerRequest plain = RegisterStreamConsumerRequest.builder().streamARN(ARN).consumerName("app").build();

        assertThat(needs(InProcess.CALLER, "RegisterStreamConsumer", plain)).containsExactly(onStream("kinesis:RegisterStreamConsumer"));
        assertThat(needs(InProcess.CALLER, "RegisterStreamConsumer", plain.toBuilder().tags(Map.of("a", "b")).build()))
                .extracting(Access::action, Access::resource).containsExactly(
                        org.assertj.core.groups.Tuple.tuple("kinesis:RegisterStreamConsumer", ARN),
                        org.assertj.core.groups.Tuple.tuple("kinesis:TagResource", ARN + "/consumer/app:0"));
    }

    @Test
    void whatChangesAStreamNoPolicyOpensToOthers() {
        DeleteStreamRequest delete = DeleteStreamRequest.builder().streamARN(ARN).build();

        assertThat(need(InProcess.CALLER, "DeleteStream", delete)).isEqualTo(onStream("kinesis:DeleteStream"));
        assertThat(need(FOREIGN, "DeleteStream", delete).side()).isEqualTo(ResourceSide.NONE);
        assertThat(need(FOREIGN, "UpdateStreamMode", UpdateStreamModeRequest.builder().streamARN(ARN).build()).side()).isEqualTo(ResourceSide.NONE);
    }

    @Test
    void tagsThatAreBroughtAndTakenAreConditions() {
        assertThat(need(InProcess.CALLER, "TagResource", TagResourceRequest.builder().resourceARN(ARN).tags(Map.of("a", "b")).build()).keys())
                .containsEntry("aws:RequestTag/a", List.of("b")).containsEntry("aws:ResourceTag/team", List.of("blue"));
        assertThat(need(InProcess.CALLER, "RemoveTagsFromStream",
                RemoveTagsFromStreamRequest.builder().streamName("clicks").tagKeys("team").build()).keys()).containsEntry("aws:TagKeys", List.of("team"));
        assertThat(needs(InProcess.CALLER, "CreateStream", CreateStreamRequest.builder().streamName("new").tags(Map.of("a", "b")).build()))
                .extracting(Access::action).containsExactly("kinesis:CreateStream", "kinesis:AddTagsToStream");
    }

    @Test
    void whatIsOfTheAccountIsOnEverything() {
        assertThat(needs(InProcess.CALLER, "ListStreams", ListStreamsRequest.builder().build()))
                .containsExactly(Access.of("kinesis:ListStreams", "*", OWNER));
    }

    @Test
    void refusalsAreAwsCodeAndStatus() {
        assertThat(kinesis.service().rules().refusal(onStream("kinesis:PutRecord"), "no")).isInstanceOfSatisfying(AwsServiceException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        });
    }
}
