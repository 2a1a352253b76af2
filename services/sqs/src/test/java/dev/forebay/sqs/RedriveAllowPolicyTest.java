package dev.forebay.sqs;

import static dev.forebay.sqs.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveAllowPolicyTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:x";

    @Test
    void allowAllLetsEveryQueueIn() {
        assertThat(RedriveAllowPolicy.parse("{\"redrivePermission\": \"allowAll\"}").allows(ARN + 1)).isTrue();
    }

    @Test
    void denyAllLetsNoneIn() {
        assertThat(RedriveAllowPolicy.parse("{\"redrivePermission\": \"denyAll\"}").allows(ARN + 1)).isFalse();
    }

    @Test
    void byQueueLetsThoseInThatItNames() {
        RedriveAllowPolicy policy = RedriveAllowPolicy.parse(byQueue(10));

        assertThat(policy.allows(ARN + 10)).isTrue();
        assertThat(policy.allows(ARN + 11)).isFalse();
    }

    @Test
    void aPolicyIsShownAsItWasGiven() {
        assertThat(RedriveAllowPolicy.parse(byQueue(2)).toJson()).isEqualTo(byQueue(2));
        assertThat(RedriveAllowPolicy.parse("{ \"redrivePermission\" : \"denyAll\" }").toJson()).isEqualTo("{\"redrivePermission\":\"denyAll\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"redrivePermission\":\"byQueue\"} | When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[]} | When you specify the byQueue permission type, you must also specify one or more sourceQueueArns values.",
        "{\"redrivePermission\":\"denyAll\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:123456789012:x7\"]} | To specify one or more source queue ARNs, you must set redrivePermission to byQueue.",
    })
    void sourcesGoWithByQueueAndOnlyWithIt(String json, String reason) {
        assertRefused("InvalidParameterValue", () -> RedriveAllowPolicy.parse(json))
                .isEqualTo("Value " + json + " for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the redrive allow policy. " + reason);
    }

    @Test
    void moreThanTenSourcesAreRefused() {
        assertRefused("InvalidParameterValue", () -> RedriveAllowPolicy.parse(byQueue(11)))
                .endsWith("The maximum number of source queue ARNs you can specify is 10.");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "badjson", "[]", "{}", "{\"redrivePermission\":\"dummy\"}", "{\"redrivePermission\":\"allowAll\",\"dummy\":1}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":\"arn:aws:sqs\"}", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[{}]}",
        "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"orders\"]}"
    })
    void anythingElseIsUnsupported(String json) {
        assertRefused("InvalidAttributeValue", () -> RedriveAllowPolicy.parse(json))
                .isEqualTo("Invalid value for the parameter RedriveAllowPolicy. Reason: Amazon SQS can't create the redrive allow policy,"
                        + " as it\u2019s in an unsupported format.");
    }

    private static String byQueue(int sources) {
        return IntStream.rangeClosed(1, sources)
                .mapToObj(i -> "\"" + ARN + i + "\"")
                .collect(Collectors.joining(",", "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[", "]}"));
    }
}
