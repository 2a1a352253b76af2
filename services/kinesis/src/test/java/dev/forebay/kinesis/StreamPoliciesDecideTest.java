package dev.forebay.kinesis;

import static dev.forebay.testkit.Judge.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.identity.Caller;
import dev.forebay.testkit.Judge;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.DeleteStreamRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.ListStreamsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;

/** The policies that people write for streams and consumers, with the decision that they get. */
class StreamPoliciesDecideTest {
    private static final String ABROAD = "222222222222";
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/clicks";
    private static final Caller USER = Judge.user("000000000000", "ann");
    private static final Caller FOREIGN = Judge.user(ABROAD, "eve");
    private static final String ALLOW_ALL = policy("{'Effect':'Allow','Action':'kinesis:*','Resource':'*'}");
    private static final PutRecordRequest PUT = PutRecordRequest.builder().streamARN(ARN).build();

    private final InProcess kinesis = new InProcess();
    private final Judge judge = new Judge(kinesis.service().rules());

    @BeforeEach
    void createStream() {
        kinesis.stream("clicks", 1);
    }

    @AfterEach
    void close() {
        kinesis.close();
    }

    private void set(String arn, String policy) {
        kinesis.client().putResourcePolicy(one -> one.resourceARN(arn).policy(policy));
    }

    private GetRecordsRequest read() {
        String iterator = kinesis.client().getShardIterator(
                one -> one.streamName("clicks").shardId("shardId-000000000000").shardIteratorType("LATEST")).shardIterator();
        return GetRecordsRequest.builder().shardIterator(iterator).build();
    }

    @Test
    void aUserMayWhatItsPoliciesSayOfTheStream() {
        judge.give(USER, policy("{'Effect':'Allow','Action':['kinesis:Get*','kinesis:PutRecord'],'Resource':'" + ARN + "'}"));

        assertThat(judge.may(USER, "PutRecord", PUT)).isTrue();
        assertThat(judge.may(USER, "PutRecords", PutRecordsRequest.builder().streamName("clicks").build())).isFalse();
        assertThat(judge.may(USER, "GetRecords", read())).isTrue();
        assertThat(judge.may(USER, "PutRecord", PutRecordRequest.builder().streamName("other").build())).isFalse();
        assertThat(judge.may(USER, "ListStreams", ListStreamsRequest.builder().build())).isFalse();
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        set(ARN, policy("{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':['kinesis:PutRecord','kinesis:GetRecords'],'Resource':'" + ARN + "'}"));

        assertThat(judge.may(FOREIGN, "PutRecord", PUT)).isFalse();
        judge.give(FOREIGN, ALLOW_ALL);
        assertThat(judge.may(FOREIGN, "PutRecord", PUT)).isTrue();
        assertThat(judge.may(FOREIGN, "GetRecords", read().toBuilder().streamARN(ARN).build())).isTrue();
        assertThat(judge.may(Judge.user("333333333333", "mallory"), "PutRecord", PUT)).isFalse();
    }

    @Test
    void noPolicyOpensToOthersWhatChangesAStream() {
        set(ARN, policy("{'Effect':'Allow','Principal':'*','Action':'kinesis:*','Resource':'" + ARN + "'}"));
        judge.give(FOREIGN, ALLOW_ALL);

        assertThat(judge.may(FOREIGN, "DeleteStream", DeleteStreamRequest.builder().streamARN(ARN).build())).isFalse();
        assertThat(judge.may(USER, "DeleteStream", DeleteStreamRequest.builder().streamARN(ARN).build())).isTrue();
    }

    @Test
    void aConsumersPolicyOpensTheConsumerAndNotTheStream() {
        String consumer = kinesis.client().registerStreamConsumer(one -> one.streamARN(ARN).consumerName("app")).consumer().consumerARN();
        SubscribeToShardRequest subscribe = SubscribeToShardRequest.builder().consumerARN(consumer).shardId("shardId-000000000000").build();
        judge.give(FOREIGN, ALLOW_ALL);
        assertThat(judge.may(FOREIGN, "SubscribeToShard", subscribe)).isFalse();

        set(consumer, policy("{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::222222222222:user/eve'},"
                + "'Action':['kinesis:DescribeStreamConsumer','kinesis:SubscribeToShard'],'Resource':'" + consumer + "'}"));
        assertThat(judge.may(FOREIGN, "SubscribeToShard", subscribe)).isTrue();
        assertThat(judge.may(FOREIGN, "PutRecord", PUT)).isFalse();
        kinesis.client().deleteResourcePolicy(one -> one.resourceARN(consumer));
        assertThat(judge.may(FOREIGN, "SubscribeToShard", subscribe)).isFalse();
    }

    @Test
    void tagsDecide() {
        judge.give(USER, policy("{'Effect':'Allow','Action':'kinesis:*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/team':'blue'}}}"));

        assertThat(judge.may(USER, "PutRecord", PUT)).isFalse();
        kinesis.client().addTagsToStream(one -> one.streamName("clicks").tags(Map.of("team", "blue")));
        assertThat(judge.may(USER, "PutRecord", PUT)).isTrue();
    }
}
