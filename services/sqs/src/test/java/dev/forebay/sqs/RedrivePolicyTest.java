package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedrivePolicyTest {
    private static final String TARGET = "arn:aws:sqs:us-east-1:123456789012:failed";

    @ParameterizedTest
    @ValueSource(strings = {"3", "\"3\""})
    void theCountMayComeAsTextAndIsShownAsNumber(String three) {
        RedrivePolicy policy = RedrivePolicy.parse("{\"maxReceiveCount\": " + three + ", \"deadLetterTargetArn\": \"" + TARGET + "\"}");

        assertThat(policy).isEqualTo(new RedrivePolicy(TARGET, 3));
        assertThat(policy.toJson()).isEqualTo("{\"deadLetterTargetArn\":\"" + TARGET + "\",\"maxReceiveCount\":3}");
    }

    @Test
    void aTargetThatIsNoArnIsRefused() {
        // As AWS was recorded.
        assertRefused("InvalidParameterValue", () -> RedrivePolicy.parse("{\"deadLetterTargetArn\": \"dummy\", \"maxReceiveCount\": 42}"))
                .isEqualTo("Value {\"deadLetterTargetArn\": \"dummy\", \"maxReceiveCount\": 42} for parameter RedrivePolicy is invalid."
                        + " Reason: Invalid value for deadLetterTargetArn.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-36", "1001", "4023", "2.5", "\"many\"", "99999999999"})
    void theCountIsFrom1To1000(String count) {
        assertRefused("InvalidParameterValue",
                () -> RedrivePolicy.parse("{\"deadLetterTargetArn\":\"" + TARGET + "\",\"maxReceiveCount\":" + count + "}"))
                .endsWith("Reason: Invalid value for maxReceiveCount: " + count.replace("\"", "") + ", valid values are from 1 to 1000 both inclusive.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{} | Redrive policy does not contain mandatory attribute: maxReceiveCount.",
        "{\"maxReceiveCount\":5} | Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
        "{\"maxReceiveCount\":5,\"deadLetterTargetArn\":7} | Invalid value for deadLetterTargetArn.",
        "{\"maxReceiveCount\":5,\"deadLetterTargetArn\":\"arn:aws:sns:us-east-1:123456789012:t\"} | Only SQS queues are valid resources for deadLetterTargetArn.",
        "{\"maxReceiveCount\":5,\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:q\",\"x\":1} | Only following attributes are supported: [maxReceiveCount, deadLetterTargetArn].",
    })
    void aPolicyHasBothMembersAndNoOther(String json, String reason) {
        assertRefused("InvalidParameterValue", () -> RedrivePolicy.parse(json))
                .isEqualTo("Value " + json + " for parameter RedrivePolicy is invalid. Reason: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "4", "[]", "{", "{} {}"})
    void whatIsNoObjectIsNoPolicy(String json) {
        assertRefused("InvalidAttributeValue", () -> RedrivePolicy.parse(json))
                .isEqualTo("Invalid value for the parameter RedrivePolicy. Reason: Redrive policy is not a valid JSON map.");
    }
}
