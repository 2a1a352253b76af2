package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.forebay.wire.WireModelGenerator.AwsModels;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wire models are what AWS's models say. */
class WireModelTest {

    private static final Map<String, String> COMMITTED = Map.of(
            "sqs", "sqs-2012-11-05",
            "sns", "sns-2010-03-31",
            "kinesis", "kinesis-2013-12-02",
            "dynamodb", "dynamodb-2012-08-10",
            "monitoring", "monitoring-2010-08-01",
            "iam", "iam-2010-05-08",
            "sts", "sts-2011-06-15",
            "kms", "kms-2014-11-01",
            "cloudtrail", "cloudtrail-2013-11-01");

    @Test
    void theCommittedModelsAreWhatTheGeneratorMakes() throws IOException {
        for (Map.Entry<String, String> service : COMMITTED.entrySet()) {
            String committed = Files.readString(WireModelGenerator.RESOURCES.resolve(service.getKey() + ".model"));
            assertThat(committed).isEqualTo(WireModelGenerator.generate(AwsModels.read(service.getValue())));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sns-2010-03-31, sns, sns.SnsClient, query",
        "kinesis-2013-12-02, kinesis, kinesis.KinesisClient, json 1.1",
        "firehose-2015-08-04, firehose, firehose.FirehoseClient, json 1.1",
        "iam-2010-05-08, iam, iam.IamClient, query",
        "sts-2011-06-15, sts, sts.StsClient, query",
        "kms-2014-11-01, kms, kms.KmsClient, json 1.1",
        "cloudtrail-2013-11-01, cloudtrail, cloudtrail.CloudTrailClient, json 1.1",
        "monitoring-2010-08-01, monitoring, cloudwatch.CloudWatchClient, ",
        "lambda-2015-03-31, lambda, lambda.LambdaClient, rest-json",
    })
    void theGeneratorTakesAnyServiceOfAws(String file, String service, String client, String protocol) {
        Map<String, Object> aws = AwsModels.read(file);
        WireModel model = WireModel.parse(WireModelGenerator.generate(aws).lines().toList());

        assertThat(model.service()).isEqualTo(service);
        assertThat(model.clientClass()).isEqualTo("software.amazon.awssdk.services." + client);
        assertThat(model.protocol()).startsWith(protocol == null ? "" : protocol);
        assertThat(model.operations().keySet()).isEqualTo(((Map<?, ?>) aws.get("operations")).keySet());
        assertThat(model.errors()).isNotEmpty();
    }

    @Test
    void requiredMembersAndErrorsOfSqsAreThere() {
        WireModel sqs = WireModel.load("sqs");

        assertThat(sqs.fact("target")).isEqualTo("AmazonSQS");
        assertThat(sqs.shapes().get("SendMessageRequest").part("MessageBody").required()).isTrue();
        assertThat(sqs.shapes().get("SendMessageRequest").part("DelaySeconds").required()).isFalse();
        assertThat(sqs.errors()).containsKeys("QueueDoesNotExist", "OverLimit");
        assertThat(List.copyOf(sqs.operations().keySet())).hasSize(23);
    }

    @Test
    void requiredMembersAndErrorsOfSnsAreThere() {
        WireModel sns = WireModel.load("sns");

        assertThat(sns.fact("namespace")).isEqualTo("http://sns.amazonaws.com/doc/2010-03-31/");
        assertThat(sns.shapes().get("PublishInput").part("Message").required()).isTrue();
        assertThat(sns.shapes().get("PublishInput").part("TopicArn").required()).isFalse();
        assertThat(sns.errors().get("ThrottledException").status()).contains(429);
        assertThat(sns.operations()).hasSize(42);
    }
}
