package dev.forebay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.forebay.wire.WireModelGenerator.AwsModels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS's model forbids is told in the words of AWS's common validator. */
class CoralValidatorTest {

    private static final Wire WIRE = Wire.ofModels(List.of(
            WireModel.parse(WireModelGenerator.generate(AwsModels.read("kinesis-2013-12-02")).lines().toList())));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "DeleteStream | {'EnforceConsumerDeletion':true,'StreamName':''} | 2 validation errors detected: Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "DeleteStream | {'StreamName':'a b'} | 1 validation error detected: Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        "PutRecord    | {'StreamName':'s','PartitionKey':'p'} | 1 validation error detected: Value null at 'data' failed to satisfy constraint: Member must not be null",
        "GetRecords   | {'Limit':0} | 2 validation errors detected: Value null at 'shardIterator' failed to satisfy constraint: Member must not be null; Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
        "PutRecords   | {'StreamName':'s','Records':[{'Data':'','PartitionKey':''}]} | 1 validation error detected: Value '' at 'records.1.member.partitionKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
        "UpdateShardCount | {'StreamName':'s','TargetShardCount':1,'ScalingType':'X'} | 1 validation error detected: Value 'X' at 'scalingType' failed to satisfy constraint: Member must satisfy enum value set: [UNIFORM_SCALING]",
        "AddTagsToStream | {'StreamName':'s','Tags':{}} | 1 validation error detected: Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or equal to 1",
    })
    void everyViolationIsToldWithValuePlaceAndConstraint(String operation, String body, String message) {
        Call call = WIRE.detect(Requests.json("Kinesis_20131202." + operation, body.replace('\'', '"')));

        AwsServiceException refusal = catchThrowableOfType(AwsServiceException.class, call::decode);

        assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
        WireResponse response = call.encodeError(refusal, "r");
        assertThat(Requests.text(response)).startsWith("{\"__type\":\"ValidationException\",\"message\":");
        assertThat(response.contentType()).isEqualTo("application/x-amz-json-1.1");
        assertThat(response.headers()).containsExactly("x-amzn-RequestId", "r");
    }

    @Test
    void whatTheModelAllowsPasses() {
        Call call = WIRE.detect(Requests.json("Kinesis_20131202.PutRecord", "{\"StreamName\":\"s\",\"Data\":\"\",\"PartitionKey\":\"p\"}"));

        assertThat(call.decode()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs-2012-11-05", "sns-2010-03-31", "kinesis-2013-12-02", "firehose-2015-08-04", "iam-2010-05-08",
        "sts-2011-06-15", "kms-2014-11-01", "lambda-2015-03-31"})
    void everyPatternOfAwsCompiles(String file) {
        WireModel model = WireModel.parse(WireModelGenerator.generate(AwsModels.read(file)).lines().toList());

        assertThat(model.shapes().values()).isNotEmpty().allSatisfy(shape -> assertThat(shape.pattern()).isNotNull());
    }
}
